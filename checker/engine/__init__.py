"""Pure judgement: claims -> values -> credits -> scores -> ranks. No files, no clock, no printing."""
