"""Bytes of a submission -> the model, or a refusal that says what is wrong and where."""
