"""Two families as a report's reader would meet them: invented, in both languages."""

from __future__ import annotations

from facelaw.report.content import Family, Paper, Quote, Variant

TEMPLATE_ZH = (
    "林某是拍摄汉服短片的博主，账号简介写明“未经许可不得搬运、换脸”。"
    "2022年3月1日，甲公司把林某的一段短片"
    "下载下来，抠去面部后做成“折扇”模板，上架于其换脸应用，会员付费即可套用。"
    "模板封面与预览中露出的是"
    "甲公司签约演员的脸，公众单看模板认不出林某。制作模板时，甲公司用算法提取并"
    "比对了林某的面部特征点。"
    "甲公司不能提交林某同意处理其面部信息的任何凭证。2022年8月30日，"
    "甲公司删除模板和原片。林某起诉，"
    "主张其肖像权、个人信息权益和名誉权受到侵害。模板内容未见丑化或者贬损。"
)
TEMPLATE_EN = (
    "Lin films short clips in traditional dress; her profile says that no clip may be reposted or "
    "face-swapped without permission. On 1 March 2022 Company A downloaded one clip, cut out the "
    "face and offered it as the “Fan” template in its face-swap app, for paying members. The "
    "cover and the preview show the face of an actor under contract with Company A, and nobody "
    "could tell from the template that it was Lin. To make it, Company A extracted and matched "
    "Lin’s facial landmarks by algorithm. Company A can produce no record that Lin agreed to the "
    "processing of her facial information. On 30 August 2022 it deleted template and clip. Lin "
    "sues over her portrait, her personal information and her reputation. Nothing in the template "
    "mocks or belittles anyone."
)


def swap(text: str, *edits: tuple[str, str]) -> str:
    """Return a text after edits, each of which must match once."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def template_quotes(face_zh: str, face_en: str, face: str) -> tuple[Quote, ...]:
    return (
        Quote(
            "face_in_output@a1",
            {"zh": "换脸成品里露出的是谁的脸", "en": "whose face the output shows"},
            face,
            {"zh": face_zh, "en": face_en},
            said={
                "own": {"zh": "本人", "en": "her own"},
                "other": {"zh": "他人", "en": "another’s"},
            }[face],
        ),
        Quote(
            "features_extracted@a1:A",
            {"zh": "提取了面部特征", "en": "facial features were extracted"},
            "yes",
            {
                "zh": "用算法提取并比对了林某的面部特征点",
                "en": "extracted and matched Lin’s facial landmarks",
            },
        ),
        Quote(
            "degrading@a1",
            {"zh": "内容有丑化、贬损", "en": "the content degrades"},
            "no",
            {"zh": "未见丑化或者贬损", "en": "mocks or belittles anyone"},
        ),
    )


CONSENT = Quote(
    "consent_to_processing@a1:A",
    {"zh": "单独同意处理面部信息", "en": "separate consent to processing"},
    "unproved",
    {
        "zh": "不能提交林某同意处理其面部信息的任何凭证",
        "en": "can produce no record that Lin agreed",
    },
)
OTHER = ("甲公司签约演员的脸", "the face of an actor under contract with Company A")
OWN = ("林某本人的脸，会员上传自拍后才替换", "Lin’s own face until a member uploads a selfie")


def template() -> Family:
    base = Variant(
        "v0",
        "base",
        (Paper({"zh": TEMPLATE_ZH, "en": TEMPLATE_EN}),),
        {"zh": "去除原面部", "en": "original face removed"},
        "trial",
        "2024-06-20",
        (*template_quotes(*OTHER, "other"), CONSENT),
    )
    shown_zh = swap(TEMPLATE_ZH, (OTHER[0], OWN[0]), ("认不出林某", "一眼认出林某"))
    shown_en = swap(TEMPLATE_EN, (OTHER[1], OWN[1]), ("nobody could", "anybody could"))
    consent_zh = swap(
        TEMPLATE_ZH,
        (
            "甲公司不能提交林某同意处理其面部信息的任何凭证",
            "林某此前书面单独同意甲公司提取其面部信息用于制作换脸模板",
        ),
    )
    consent_en = swap(
        TEMPLATE_EN,
        (
            (
                "Company A can produce no record that Lin agreed to the processing "
                "of her facial information"
            ),
            (
                "Lin had agreed in writing, and separately, that her facial information "
                "be extracted for face-swap templates"
            ),
        ),
    )
    early = (("2022年3月1日", "2021年3月1日"), ("2022年8月30日", "2021年8月30日"))
    early_en = (("1 March 2022", "1 March 2021"), ("30 August 2022", "30 August 2021"))
    gap_zh = swap(
        TEMPLATE_ZH,
        (
            "模板封面与预览中露出的是甲公司签约演员的脸，公众单看模板认不出林某。",
            "模板封面与预览有一张清晰的人脸。",
        ),
    )
    gap_en = swap(
        TEMPLATE_EN,
        (
            (
                "The cover and the preview show the face of an actor under contract "
                "with Company A, and nobody could tell from the template that "
                "it was Lin."
            ),
            "Cover and preview show one clear face.",
        ),
    )
    control_zh = swap(
        TEMPLATE_ZH, ("“折扇”", "“团扇”"), ("会员付费即可套用", "会员付费或者看完广告即可套用")
    )
    control_en = swap(
        TEMPLATE_EN,
        ("“Fan”", "“Round Fan”"),
        ("for paying members", "for members who pay or watch an advertisement"),
    )
    return Family(
        "template-face-out",
        {"zh": "去除原面部的换脸模板", "en": "A face-swap template with the original face removed"},
        (
            base,
            Variant(
                "v1",
                "flip",
                (Paper({"zh": shown_zh, "en": shown_en}),),
                {"zh": "露出本人面部", "en": "own face shown"},
                quotes=(*template_quotes(*OWN, "own"), CONSENT),
                stage="trial",
                asked_on="2024-06-20",
            ),
            Variant(
                "v2",
                "flip",
                (Paper({"zh": consent_zh, "en": consent_en}),),
                {"zh": "书面单独同意", "en": "separate written consent"},
                quotes=template_quotes(*OTHER, "other"),
                stage="trial",
                asked_on="2024-06-20",
            ),
            Variant(
                "v3",
                "date",
                (Paper({"zh": swap(TEMPLATE_ZH, *early), "en": swap(TEMPLATE_EN, *early_en)}),),
                {"zh": "个保法施行前", "en": "before PIPL"},
                quotes=(*template_quotes(*OTHER, "other"), CONSENT),
                stage="trial",
                asked_on="2024-06-20",
            ),
            Variant(
                "v4",
                "gap",
                (Paper({"zh": gap_zh, "en": gap_en}),),
                {"zh": "不知露出谁的脸", "en": "face unknown"},
                stage="advice",
                asked_on="2024-06-20",
                quotes=(*template_quotes(*OTHER, "other")[1:], CONSENT),
                open=({"zh": "换脸成品里露出的是谁的脸", "en": "whose face the output shows"},),
            ),
            Variant(
                "v5",
                "control",
                (Paper({"zh": control_zh, "en": control_en}),),
                {"zh": "模板换名", "en": "template renamed"},
                quotes=(*template_quotes(*OTHER, "other"), CONSENT),
                stage="trial",
                asked_on="2024-06-20",
            ),
        ),
        level=2,
        source="reported",
        cases=("廖某案（北京互联网法院2024年）",),
        parties={"A": {"zh": "林某", "en": "Lin"}, "B": {"zh": "甲公司", "en": "Company A"}},
    )


def dossier() -> Family:
    """A case file of three documents."""
    chat_zh = (
        "5月3日 21:14 周某：这个要多少？\n21:16 乙：单条二十，打包三百，"
        "都是照片做的换脸。\n21:17 周某：先来一条。"
    )
    chat_en = (
        "3 May 21:14 Zhou: How much?\n21:16 B: Twenty each, three hundred "
        "for the set, all swapped from photographs.\n21:17 Zhou: One, "
        "please."
    )
    ledger_zh = "转账二十元，六十一笔，合计一千二百二十元；其中九笔备注“退”，金额一百八十元。"
    ledger_en = (
        "Sixty-one transfers of twenty yuan, 1,220 yuan together; nine "
        "of them, 180 yuan, are marked as refunds."
    )
    list_zh = "鉴定淫秽视频一百一十二个；其中十五个与前列编号内容相同，为重复文件。"
    list_en = "112 videos found obscene; fifteen of them repeat earlier numbers."
    base = (
        Paper({"zh": chat_zh, "en": chat_en}, {"zh": "聊天记录", "en": "Chat log"}, "2023-05-03"),
        Paper(
            {"zh": ledger_zh, "en": ledger_en},
            {"zh": "交易流水", "en": "Payment ledger"},
            "2023-06-01",
        ),
        Paper(
            {"zh": list_zh, "en": list_en}, {"zh": "鉴定清单", "en": "Appraisal list"}, "2023-06-18"
        ),
    )
    fewer = (
        *base[:2],
        Paper(
            {"zh": list_zh.replace("十五个", "十一个"), "en": list_en.replace("fifteen", "eleven")},
            base[2].kind,
            base[2].date,
        ),
    )
    quotes = (
        Quote(
            "for_profit@a1",
            {"zh": "为牟利", "en": "for profit"},
            "yes",
            {"zh": "单条二十，打包三百", "en": "Twenty each, three hundred for the set"},
            0,
        ),
        Quote(
            "illegal_gain@a1",
            {"zh": "违法所得", "en": "takings"},
            "1040",
            {"zh": "合计一千二百二十元", "en": "1,220 yuan together"},
            1,
        ),
    )
    return Family(
        "swapped-obscene-set",
        {"zh": "按条出售的换脸淫秽视频", "en": "Swapped obscene videos sold by the piece"},
        (
            Variant(
                "v0",
                "base",
                base,
                {"zh": "九十七个", "en": "97 files"},
                "trial",
                "2024-02-01",
                (
                    *quotes,
                    Quote(
                        "obscene_videos@a1",
                        {"zh": "淫秽视频数（去重）", "en": "obscene videos without repeats"},
                        "97",
                        {
                            "zh": "其中十五个与前列编号内容相同",
                            "en": "fifteen of them repeat earlier numbers",
                        },
                        2,
                    ),
                ),
            ),
            Variant(
                "v1",
                "flip",
                fewer,
                {"zh": "一百零一个", "en": "101 files"},
                "trial",
                "2024-02-01",
                (
                    *quotes,
                    Quote(
                        "obscene_videos@a1",
                        {"zh": "淫秽视频数（去重）", "en": "obscene videos without repeats"},
                        "101",
                        {
                            "zh": "其中十一个与前列编号内容相同",
                            "en": "eleven of them repeat earlier numbers",
                        },
                        2,
                    ),
                ),
            ),
        ),
        level=4,
        source="invented",
        parties={"B": {"zh": "乙", "en": "B"}},
    )
