"""What a command cannot do, and why."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

USING: Mapping[str, Message] = {
    "output-is-input": message(
        "这是输入文件或已填的表，不会覆盖；请另给文件名",
        "an input or a filled form is never written over; give another name",
    ),
    "report-format": message(
        "没有这种报告格式：{found}（有 {expected}；没有后缀的是文件夹）",
        "no report in this format: {found} (there are {expected}; without a suffix it is a folder)",
    ),
    "report-too-large": message(
        "{found} 份报送放在一个文件里太大（至多 {expected} 份）；请把 -o 指向文件夹，每地一页",
        "{found} submissions are too many for one file (at most {expected}); let -o name a folder: a page for each",
    ),
    "notice-format": message(
        "给一个地区的通知书只有 {expected} 格式，写在一个文件里",
        "a notice to one locality is one file, in one of these formats: {expected}",
    ),
    "notice-locality": message(
        "没有评判这个地区的报送：{found}{nearest}", "no submission of this locality was judged: {found}{nearest}"
    ),
    "library-missing": message(
        "没有安装 {found}；请运行 pip install {expected}", "{found} is not installed; run pip install {expected}"
    ),
    "no-such-day": message("没有这一天：{found}（应如 {expected}）", "no such day: {found} (expected {expected})"),
    "no-such-path": message("路径不存在", "the path does not exist"),
    "nothing-to-read": message("没有可读的报送文件（{expected}）", "nothing to read ({expected})"),
    "unknown-part": message("没有这一条或这条规则：{found}{nearest}", "no such point or rule: {found}{nearest}"),
    "unknown-goal": message(
        "没有这个等级，也不是 0 至 100 的分数：{found}（等级有 {expected}）",
        "neither a grade nor a score from 0 to 100: {found} (grades: {expected})",
    ),
    "several-submissions": message(
        "文件里有 {found} 份报送，这里只看一份",
        "the file holds {found} submissions, and one is asked for",
    ),
    "no-rule-applied": message("没有一条规则适用，不能下结论", "no rule applied, so nothing can be said"),
    "unknown-template-locality": message("没有这个地区：{found}{nearest}", "unknown locality: {found}{nearest}"),
    "period-asked": message(
        "没有这个报告期：{found}（应为 {expected}）", "unknown period {found} (expected {expected})"
    ),
    "other-directive": message(
        "两个规则包属于不同的政策文件（{expected} 与 {found}），同一份报送不能两边都评",
        "the packs are of two directives ({expected} and {found}): no submission can be scored by both",
    ),
    "read-twice": message(
        "要读两遍，不能用标准输入；请给出文件或文件夹",
        "it is read twice, so standard input will not do; name files or folders",
    ),
    "robustness-undeclared": message(
        "规则包没有在 scoring 里声明 robustness，无从检验名次稳健性",
        "the pack's scoring policy declares no robustness, so the order cannot be tried",
    ),
    "by-without-peers": message(
        "--by 用来选同类地区，第二个参数应为文件夹或多份报送",
        "--by chooses peers: name a folder or several files to find them in",
    ),
    "no-pack-folder": message(
        "这里没有规则包：请给出其文件夹的路径", "no rule pack there: give the path of its folder"
    ),
    "folder-taken": message(
        "已有内容，不会覆盖；请给一个新的文件夹", "something is there and is never written over; name a new folder"
    ),
    "pack-id": message(
        "规则包名称只能用小写字母、数字和连字符：{found}；用 --id 指定",
        "a pack's id is lower-case letters, digits and dashes: {found}; give one with --id",
    ),
    "point-number": message("条号应为正整数：{found}", "a point's number is a whole number from 1 on: {found}"),
    "point-taken": message("已有第 {found} 条", "there is a point {found} already"),
    "veto-shape": message(
        "否决只在得分率为 0 时成立，形状 {found} 不合适（可用 {expected}）",
        "a veto falls where credit is 0: {found} does not suit it (use {expected})",
    ),
    "point-weighs-nothing": message(
        "第 {found} 条权重为 0，规则不会计分：先在 directive.yaml 中给它权重（各条合计 100），或用 --role bonus、veto",
        "point {found} weighs 0, so the rule would not count: first give it a weight in directive.yaml"
        " (all points: 100), or use --role bonus or veto",
    ),
    "bonus-undeclared": message(
        "{found} 没有附加分办法：先在 directive.yaml 的 scoring 中写明 bonus",
        "{found} has no way to count extras: declare `bonus` under `scoring` in directive.yaml first",
    ),
    "cannot-append": message(
        "不能在此处追加：请把列表写成以短横线开头的各行",
        "nothing can be added here: write the list as lines that begin with a dash",
    ),
    "folder-needed": message(
        "请写明种类，或用 -o 给出文件夹以写入全部", "name a kind, or give a folder with -o to write all of them into"
    ),
    "catalogue-stale": message(
        "规则目录与规则包不符，或不存在；用 `checker rules docs --pack {found} -o 文件` 重新生成",
        "the catalogue is not that of the pack, or is not there; write it again with "
        "`checker rules docs --pack {found} -o FILE`",
    ),
    "previous-unrelated": message(
        "--previous 给出的（{found}）不是所查报送的同一地区、更早报告期的报送",
        "--previous ({found}) is no earlier period of a locality that is checked",
    ),
    "refused": message("报送不能评判：{found}", "the submission cannot be judged: {found}"),
    "cannot-write": message("无法写出（{found}）", "cannot be written ({found})"),
}
