"""``checker score``: a table for each period and level, of any number of submissions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import typer

from checker.cli import options, score_options
from checker.cli.exits import exit_code
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.cli.progress import shown_progress
from checker.cli.terminal import encoded, screen_of
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import judging
from checker.use_cases.batch import score as scoring


def command(
    paths: options.Paths,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    pattern: score_options.Pattern = None,
    period: options.PeriodName = None,
    level: options.LevelName = None,
    region: score_options.Region = None,
    by: score_options.Columns = score_options.By.LOCALITY,
    form: score_options.TableFormat = score_options.Format.TABLE,
    robust: options.Robust = False,
    store: score_options.Store = None,
    jobs: score_options.Jobs = None,
    quiet: score_options.Quiet = False,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.NEVER,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Score submissions: a table by period and level; of many, sums by province."""
    language = lang.value if lang else LANGUAGE
    screen = screen_of(output, language) if form is score_options.Format.TABLE else None
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    wanted = scoring.Wanted(
        paths=tuple(paths),
        form=form.value,
        language=language,
        by=by.value,
        options=InputOptions(input_format, encoding, pattern),
        period=period,
        level=level.value if level else None,
        region=region,
        robust=robust,
        store=store,
        jobs=jobs,
        screen=screen,
    )
    with _told_how_to_go_on(store):
        done = scoring.score(yardstick, wanted, partial(shown_progress, quiet=quiet))
    deliver(done.text if screen is None else map(encoded, done.text), output, done.files)
    if done.summary and not quiet:
        print(done.summary, end="", file=sys.stderr)  # noqa: T201 - chatter
    raise typer.Exit(exit_code(done.tally, fail_on.value, exit_zero=exit_zero))


@contextmanager
def _told_how_to_go_on(store: str | None) -> Iterator[None]:
    """Say, where a run is broken off by an interrupt or by a signal to end, how to go on with it."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if store is None:
            line = said(
                "已中断，没有留下结果。加 --store 结果.sqlite，中断后再运行同一命令即可接着做。",
                "broken off; no results are kept. With --store FILE.sqlite the same command goes on where it was.",
            )
        else:
            line = said(
                "已中断。已有结果都在结果库里；再运行同一命令即可接着做。",
                "broken off. What was judged is in the store; run the same command again to go on.",
            )
        print(line, file=sys.stderr)  # noqa: T201 - chatter
        raise


command.__doc__ = said("评分：按报告期和级别列表；份数很多时按省份汇总。", command.__doc__ or "")
