"""What keeps a build from running, and what fails it beside the findings."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

POLICY: Mapping[str, Message] = {
    "policy-twice": message(
        "同一文件夹里还有 {found}：政策只能写在一处，请删去其一",
        "{found} stands beside it: a policy is written in one place, so remove one of the two",
    ),
    "policy-syntax": message("不是合格的 TOML（{found}）", "not well-formed TOML ({found})"),
    "policy-key": message(
        "没有这一项：{found}{nearest}；可用的有 {known}", "unknown key: {found}{nearest}; there are: {known}"
    ),
    "policy-value": message("{key} 的值为 {found}（应为{expected}）", "{key} is {found} (expected {expected})"),
    "policy-locality": message("{key}：没有代码为 {found} 的地区", "{key}: no locality has the code {found}"),
    "path-outside": message(
        "{key}：{found} 在仓库之外；只能使用仓库之内的路径",
        "{key}: {found} leads out of the repository; name one inside",
    ),
    "no-paths": message(
        "路径不存在；请在命令行写明报送所在，或在 checker.toml 的 paths 中写明",
        "the path does not exist; name where submissions are, or set `paths` in checker.toml",
    ),
    "output-form": message(
        "--output 应写作 格式=文件，每种格式一次：{found}", "--output takes FORMAT=FILE, each format once: {found}"
    ),
    "output-twice": message("两种格式写入同一个文件：{found}", "two formats are to be written to one file: {found}"),
    "output-among-submissions": message(
        "{found} 会被当作报送读入；请写到 paths 之外，或用 exclude 排除",
        "{found} would be read as a submission; write it outside of `paths`, or exclude it",
    ),
    "formats-mixed": message(
        "这些格式不能同时写到标准输出：{found}；用 --output 格式=文件 分别写入文件",
        "standard output cannot hold these together: {found}; write them to files with --output FORMAT=FILE",
    ),
    "drop-without-ref": message(
        "max-drop 没有可比的版本：请给出 --changed-since 或 --compare-with（或政策中的 compare-with）",
        "max-drop has nothing to compare with: give --changed-since or --compare-with, or set compare-with",
    ),
    "pack-pin": message(
        "规则包应写作 名称、名称==1.1.0 或 名称==sha256:0123456789ab：{found}",
        "a pack is written as NAME, NAME==1.1.0 or NAME==sha256:0123456789ab: {found}",
    ),
    "pack-pinned": message(
        "政策要求规则包 {pack} 为 {expected}，此处为 {found}；请安装该版本，或修改政策",
        "the policy holds {pack} to {expected}, but here it is {found}; install that one, or change the policy",
    ),
}
CHANGES: Mapping[str, Message] = {
    "no-git": message("要用 git 来判断改动，但没有找到 git", "git is needed to tell what changed, and there is no git"),
    "not-a-repository": message(
        "不在 git 仓库内，无从判断改动；不写 --changed-since 和 --compare-with 则检查全部",
        "not in a git repository, so nothing tells what changed; without --changed-since and --compare-with all is"
        " checked",
    ),
    "no-such-ref": message(
        "没有这个提交或分支：{found}；新分支没有前一次提交时，请写目标分支，如 origin/main",
        "no such commit or branch: {found}; where a new branch has no commit before it, name its target, like"
        " origin/main",
    ),
    "ref-not-fetched": message(
        "此处是浅克隆，够不到 {found}：先运行 `git fetch --unshallow origin`"
        "（GitHub：fetch-depth: 0；GitLab：GIT_DEPTH: 0）",
        "this is a shallow clone that does not reach {found}: run `git fetch --unshallow origin` first"
        " (GitHub: fetch-depth: 0; GitLab: GIT_DEPTH: 0)",
    ),
    "no-common-commit": message(
        "{found} 与当前版本没有共同的提交，无从比较", "{found} and what is checked out have no commit in common"
    ),
    "git-failed": message("git 未能完成：{found}", "git failed: {found}"),
    "submodule-missing": message(
        "子模块有改动，但没有取出：先运行 `git submodule update --init`",
        "the submodule changed, but it is not checked out: run `git submodule update --init` first",
    ),
}
GATES: Mapping[str, Message] = {
    "score-too-low": message(
        "得分下限 {found}，低于要求的 {expected}",
        "the score's lower end is {found}, under the {expected} that is asked for",
        "没有报的按最差计，先补报；`checker plan {file} --to {expected}` 列出最省力的办法",
        "what is not reported counts at its worst, so report it first; `checker plan {file} --to {expected}` lists the"
        " cheapest ways up",
    ),
    "score-fell": message(
        "得分下限比 {ref} 时低 {found} 分（{before} → {after}），最多允许 {expected}",
        "the score's lower end fell by {found} since {ref} ({before} → {after}); at most {expected} is allowed",
        "看改动中哪些数据被删去或改小，补回或说明；有意为之则由仓库维护者放宽 max-drop",
        "look for figures that the change removes or lowers, and restore them or say why; if it is meant, whoever keeps"
        " the repository may widen max-drop",
    ),
    "submission-gone": message(
        "{found} 在 {ref} 时下限为 {before} 分，现在没有任何文件报送",
        "{found} had a lower end of {before} at {ref}, and no file reports it any more",
        "恢复这份报送；有意为之则由仓库维护者放宽 max-drop",
        "restore the submission; if it is meant, whoever keeps the repository may widen max-drop",
    ),
    "encoding-not-allowed": message(
        "文件的编码是 {found}，只允许 {expected}",
        "the file is in {found}; only {expected} may be used",
        "另存为 {wanted}：`iconv -f {found} -t {wanted} 原文件 > 新文件`",
        "save it as {wanted}: `iconv -f {found} -t {wanted} OLD > NEW`",
    ),
}
BASELINES: Mapping[str, Message] = {
    "no-baseline": message(
        "没有基线文件 {found}：先运行 `checker baseline write -o {found}`",
        "no baseline {found}: make it with `checker baseline write -o {found}`",
    ),
    "not-a-baseline": message("不是基线文件（{found}）；未作改动", "not a baseline ({found}); left as it is"),
    "baseline-of-another-directive": message(
        "基线属于另一政策文件的规则包（{found}）", "the baseline is of a pack of another directive ({found})"
    ),
    "baseline-of-another-pack": message(
        "基线是按规则包的另一版本（{found}）写的，此处为 {expected}",
        "the baseline is of another version of the pack ({found}); this is {expected}",
        "看过差别后用 `checker baseline write` 重写",
        "look at what differs, then write it again with `checker baseline write`",
    ),
    "baseline-fixed": message(
        "已不再出现，可从基线中删去：{found}",
        "is no more, so it can be removed from the baseline: {found}",
        "删去这一行，或用 `checker baseline write` 重写",
        "remove this line, or write the baseline again with `checker baseline write`",
    ),
}

CI: Mapping[str, Message] = {**POLICY, **CHANGES, **GATES, **BASELINES}
