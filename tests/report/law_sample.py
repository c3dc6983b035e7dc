"""A small law picture: two claims, one bracket, links, exceptions, an old norm, a reading."""

from __future__ import annotations

from facelaw.report.content import (
    ClaimView,
    ElementView,
    LawPicture,
    LawView,
    NormView,
    ReadingView,
    Step,
)


def fact(zh: str, en: str) -> Step:
    return Step({"zh": zh, "en": en}, fact=True)


def norm(
    id: str, zh: str, en: str, gist: tuple[str, str], law: str, start: str, **more: object
) -> NormView:
    fields: dict[str, object] = {"until": "", "authority": "statute", "role": "duty", **more}
    return NormView(id, {"zh": zh, "en": en}, {"zh": gist[0], "en": gist[1]}, law, start, **fields)  # type: ignore[arg-type]


def picture() -> LawPicture:
    steps = {
        "face_in_output": fact("换脸成品里露出的是谁的脸", "whose face the output shows"),
        "viewers_named": fact("观看者指认出 A", "viewers named A"),
        "published": fact("公开发布", "it was published"),
        "made": fact("制作了成品", "the output was made"),
        "consent": fact("A 同意", "A agreed"),
        "separate_consent": fact(
            "A 单独同意处理面部信息", "A agreed separately to facial processing"
        ),
        "features": fact("提取面部特征", "facial features were extracted"),
        "news": fact("用于新闻报道", "used for news reporting"),
        "household": fact("只在家人之间使用", "used among family only"),
        "clothes": fact(
            "服装、动作、场景与原片一致", "clothes, moves and scene as in the original"
        ),
        "identifiable": Step(
            {"zh": "A 可被识别", "en": "A can be identified"}, ("n-face", "n-whole")
        ),
        "used": Step(
            {
                "zh": "制作、使用或者公开了 A 的肖像",
                "en": "A’s portrait was made, used or published",
            },
            ("n-1019",),
        ),
        "used_pair": Step({"zh": "B 使用了 A 的肖像", "en": "B used A’s portrait"}, ("l-used",)),
        "excused": Step(
            {"zh": "有合理实施的事由", "en": "there is an excuse"}, ("n-1020", "n-consent")
        ),
        "sensitive": Step(
            {"zh": "处理了敏感个人信息", "en": "sensitive information was processed"}, ("n-28",)
        ),
        "no_basis": Step(
            {"zh": "处理无合法性基础", "en": "processing without a lawful basis"},
            ("n-29", "n-1035"),
        ),
        "household_out": Step(
            {"zh": "家庭事务，不适用本法", "en": "household affairs, outside the law"}, ("n-72",)
        ),
        "many": Step(
            {"zh": "淫秽视频一百个以上", "en": "a hundred obscene videos or more"}, ("n-obi-100",)
        ),
        "videos": fact("淫秽视频数（去重）", "obscene videos without repeats"),
        "clicks": fact("实际被点击数", "actual clicks"),
        "gain": fact("违法所得", "takings"),
        "profit": fact("以牟利为目的", "for profit"),
    }
    cc, pipl = "《民法典》", "《个人信息保护法》"
    norms = [
        norm(
            "n-face",
            cc + "第1018条第2款",
            "Civil Code art. 1018(2)",
            (
                "肖像以能够识别出本人的外部形象为限",
                "A portrait is an image by which one can be recognised",
            ),
            "民法典",
            "2021-01-01",
            role="definition",
            when=(("face_in_output", "= 本人", "= A’s own"),),
        ),
        norm(
            "n-whole",
            cc + "第1018条第2款",
            "Civil Code art. 1018(2)",
            ("整体形象足以让人认出时亦属肖像", "The whole appearance may make a portrait"),
            "民法典",
            "2021-01-01",
            role="definition",
            when=(("clothes", "", ""), ("viewers_named", "", "")),
            reading={"portrait_object": "whole_image"},
        ),
        norm(
            "n-1019",
            cc + "第1019条第1款",
            "Civil Code art. 1019(1)",
            (
                "未经同意不得制作、使用、公开他人肖像",
                "No making, using or publishing without consent",
            ),
            "民法典",
            "2021-01-01",
            when=(("identifiable", "", ""),),
            among=(("made", "", ""), ("published", "", "")),
            at_least=1,
        ),
        norm("l-used", "", "", ("", ""), "民法典", "", role="link", when=(("used", "", ""),)),
        norm(
            "n-1020",
            cc + "第1020条第2项",
            "Civil Code art. 1020(2)",
            ("为新闻报道不可避免地使用", "Unavoidable use in news reporting"),
            "民法典",
            "2021-01-01",
            role="exception",
            when=(("news", "", ""),),
        ),
        norm(
            "n-consent",
            cc + "第1019条第1款",
            "Civil Code art. 1019(1)",
            ("本人同意", "The person agreed"),
            "民法典",
            "2021-01-01",
            role="exception",
            when=(("consent", "", ""),),
        ),
        norm(
            "n-28",
            pipl + "第28条第1款",
            "PIPL art. 28(1)",
            ("人脸等生物识别信息为敏感个人信息", "Faces and other biometrics are sensitive"),
            "个人信息保护法",
            "2021-11-01",
            role="definition",
            when=(("features", "", ""),),
        ),
        norm(
            "n-29",
            pipl + "第29条",
            "PIPL art. 29",
            ("处理敏感个人信息须单独同意", "Sensitive information takes separate consent"),
            "个人信息保护法",
            "2021-11-01",
            when=(("sensitive", "", ""),),
            unless=(("separate_consent", "", ""), ("household_out", "", "")),
        ),
        norm(
            "n-72",
            pipl + "第72条第1款",
            "PIPL art. 72(1)",
            ("自然人因个人或者家庭事务处理，不适用", "Personal or household affairs are outside"),
            "个人信息保护法",
            "2021-11-01",
            role="exception",
            when=(("household", "", ""),),
        ),
        norm(
            "n-1035",
            cc + "第1035条第1款",
            "Civil Code art. 1035(1)",
            ("处理个人信息须征得同意", "Processing takes consent"),
            "民法典",
            "2021-01-01",
            until="2021-10-31",
            when=(("features", "", ""),),
            unless=(("consent", "", ""),),
        ),
        norm(
            "n-obi-100",
            "《办理淫秽电子信息案件解释（一）》第1条",
            "Obscenity interpretation I art. 1",
            (
                "视频二十个以上入罪，一百个以上升格",
                "Twenty videos open the offence, a hundred raise it",
            ),
            "淫秽解释一",
            "2004-09-06",
            authority="interpretation",
            role="threshold",
            when=(("profit", "", ""),),
            among=(
                ("videos", "≥ 100 个", "≥ 100 items"),
                ("clicks", "≥ 50000 次", "≥ 50000"),
                ("gain", "≥ 50000 元", "≥ 50000 yuan"),
            ),
            at_least=1,
        ),
    ]
    return LawPicture(
        claims=(
            ClaimView(
                "portrait_right",
                "civil",
                {"zh": "侵害肖像权", "en": "Infringement of the portrait right"},
                {
                    "zh": "B 是否侵害 A 的肖像权（只问侵权是否成立，不问赔偿）",
                    "en": "Did B infringe A’s portrait right (infringement only, not damages)?",
                },
                (
                    ElementView(
                        {"zh": "可识别出权利人", "en": "The person can be recognised"},
                        ("identifiable",),
                    ),
                    ElementView(
                        {"zh": "制作、使用或者公开", "en": "Making, using or publishing"},
                        ("used_pair",),
                    ),
                    ElementView(
                        {"zh": "无同意或者合理实施事由", "en": "No consent and no excuse"},
                        none_of=("excused",),
                    ),
                ),
                core=("CC-1019-1",),
            ),
            ClaimView(
                "personal_information",
                "civil",
                {"zh": "侵害个人信息权益", "en": "Infringement of personal information"},
                {
                    "zh": "B 处理 A 的个人信息是否违法",
                    "en": "Was B’s processing of A’s personal information unlawful?",
                },
                (
                    ElementView(
                        {"zh": "处理了敏感个人信息", "en": "Sensitive information was processed"},
                        ("sensitive",),
                    ),
                    ElementView({"zh": "没有合法性基础", "en": "No lawful basis"}, ("no_basis",)),
                    ElementView(
                        {"zh": "不属家庭事务", "en": "Not a household affair"},
                        none_of=("household_out",),
                    ),
                ),
            ),
            ClaimView(
                "bracket_363",
                "bracket",
                {
                    "zh": "制作、贩卖、传播淫秽物品牟利罪的量刑幅度",
                    "en": "Bracket: obscene articles for profit",
                },
                {"zh": "按数量标准落在哪一档", "en": "Which bracket do the counts open?"},
                options=(
                    ElementView({"zh": "未达入罪标准", "en": "Below the threshold"}),
                    ElementView({"zh": "情节严重", "en": "Serious"}, ("many",)),
                ),
            ),
        ),
        steps=steps,
        norms={n.id: n for n in norms},
        readings=(
            ReadingView(
                "portrait_object",
                {
                    "zh": "换脸模板未露面部时，是否仍使用了肖像",
                    "en": "Does a template without the face still use a portrait?",
                },
                {
                    "face_core": {"zh": "以面部可识别为核心", "en": "The face is the core"},
                    "whole_image": {"zh": "整体形象亦可", "en": "The whole appearance suffices"},
                },
                {"face_core": "北京互联网法院 2024"},
            ),
        ),
        laws=(
            LawView("民法典", "Civil Code", "statute", "2021-01-01", "", 6),
            LawView("个人信息保护法", "PIPL", "statute", "2021-11-01", "", 3),
            LawView("民法通则", "General Principles", "statute", "1987-01-01", "2020-12-31", 2),
            LawView("人脸识别解释", "Face interpretation", "interpretation", "2021-08-01", "", 9),
            LawView("深度合成规定", "Deep synthesis rules", "rule", "2023-01-10", "", 7),
            LawView(
                "淫秽解释一", "Obscenity interpretation I", "interpretation", "2004-09-06", "", 12
            ),
        ),
    )
