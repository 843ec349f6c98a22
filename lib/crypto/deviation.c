/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>

/** A deviation's name, what it means, and whether such a certificate may sign all the same. */
struct story {
    const char *name;
    bool is_grave;
    const char *sentence[2];
};

#define STORY(name_, ...) [WALLET_DEVIATION_##name_] = { #name_, __VA_ARGS__ }

static const struct story stories[WALLET_DEVIATION_COUNT] = {
    STORY(NONE, false, { "", "" }),
    STORY(
        VERSION,
        false,
        { "It is not an X.509 version 3 certificate.", "不是 X.509 第 3 版证书。" }),
    STORY(
        SERIAL_NUMBER,
        false,
        { "Its serial number is not positive, or longer than 20 bytes.",
          "序列号不是正数，或超过 20 字节。" }),
    STORY(
        SIGNATURE_ALGORITHM,
        true,
        { "It is signed by an algorithm that is not allowed here.",
          "证书签名算法不在允许范围内。" }),
    STORY(
        WEAK_DIGEST,
        true,
        { "It is signed over SHA-1 or a weaker digest.", "证书签名使用 SHA-1 或更弱的摘要算法。" }),
    STORY(NO_SUBJECT, false, { "Its subject is empty.", "证书主体为空。" }),
    STORY(
        WRONG_KEY_USAGE,
        true,
        { "Its key usage does not allow what it is used for.", "密钥用法不允许其现有用途。" }),
    STORY(
        KEY_USAGE_NOT_CRITICAL,
        false,
        { "Its key usage is not marked as critical.", "密钥用法未标记为关键扩展。" }),
    STORY(
        NOT_AUTHORITY,
        true,
        { "It stands above another certificate and is no authority.",
          "位于上级位置，但不是 CA 证书。" }),
    STORY(
        BASIC_CONSTRAINTS_NOT_CRITICAL,
        false,
        { "Its basic constraints are not marked as critical.", "基本约束未标记为关键扩展。" }),
    STORY(NO_SKI, false, { "It has no subject key identifier.", "缺少主体密钥标识符。" }),
    STORY(NO_AKI, false, { "It has no authority key identifier.", "缺少颁发机构密钥标识符。" }),
    STORY(
        VALIDITY_BACKWARDS,
        false,
        { "Its validity ends before it begins.", "有效期止早于有效期起。" }),
    STORY(
        OUTLIVES_ISSUER,
        false,
        { "It is valid at times when its issuer is not.", "有效期超出上级证书的有效期。" }),
    STORY(
        TIME_FORM,
        false,
        { "A time before 2050 is written as GeneralizedTime.",
          "2050 年之前的时间使用了 GeneralizedTime。" }),
    STORY(
        UNKNOWN_CRITICAL,
        true,
        { "It has a critical extension that is not known here.", "含有无法识别的关键扩展。" }),
    STORY(
        BROKEN_EXTENSION,
        true,
        { "One of its extensions cannot be read, or is there twice.",
          "有扩展无法解析，或重复出现。" }),
    STORY(
        NOT_DER,
        true,
        { "The part of it that is not signed is not in DER.", "未签名部分不是 DER 编码。" }),
    STORY(
        KEY_TYPE,
        true,
        { "Its key is of a kind that our roles do not use, such as RSA.",
          "密钥类型不用于本系统的角色（例如 RSA）。" }),
    STORY(NO_COUNTRY, false, { "The country of its subject is not CN.", "主体国家不是 CN。" }),
    STORY(
        NO_ORGANISATION_IDENTIFIER,
        true,
        { "Its subject has no organisation identifier.",
          "主体缺少组织机构标识（organizationIdentifier）。" }),
    STORY(
        BAD_ORGANISATION_IDENTIFIER,
        true,
        { "The organisation identifier of its subject is not one unified social credit code.",
          "主体的组织机构标识不是唯一的统一社会信用代码。" }),
    STORY(NO_KEY_USAGE, true, { "It has no key usage.", "缺少密钥用法。" }),
    STORY(
        EXTRA_KEY_USAGE,
        false,
        { "Its key usage allows more than its place needs.", "密钥用法超出其位置所需。" }),
    STORY(
        NO_EKU,
        true,
        { "It has no extended key usage, so it has no role.", "缺少扩展密钥用法，没有角色。" }),
    STORY(
        WRONG_EKU,
        true,
        { "Its extended key usage does not name the role that is asked of it.",
          "扩展密钥用法不含所要求的角色。" }),
    STORY(
        EXTRA_EKU,
        false,
        { "Its extended key usage names more than the role that is asked of it.",
          "扩展密钥用法超出所要求的角色。" }),
    STORY(
        LEAF_IS_AUTHORITY,
        true,
        { "It is an authority where a signer is expected.", "此处应为签名证书，却是 CA 证书。" }),
    STORY(
        NO_PATH_LENGTH,
        false,
        { "It is an authority below a root without a limit to the authorities below it.",
          "下级 CA 证书没有路径长度限制。" }),
    STORY(
        LONG_VALIDITY,
        false,
        { "It is valid for over 3 years, as an authority 10, as a root 30.",
          "有效期过长：签名证书超过 3 年，CA 超过 10 年，根超过 30 年。" }),
    STORY(
        NO_CRL_ADDRESS,
        false,
        { "It does not say at which address the list of revoked certificates is.",
          "缺少证书吊销列表的网址（URI）。" }),
    STORY(
        NO_ISSUER_ALT_NAME,
        false,
        { "It does not say how its issuer is reached.", "缺少颁发者备用名称（issuerAltName）。" }),
    STORY(
        OTHER_COUNTRY,
        false,
        { "Its subject is not in the country of its issuer.", "主体与颁发者不在同一国家。" }),
    STORY(
        NOT_FOR_DOCUMENTS,
        false,
        { "Its extended key usage does not say that it signs mobile documents.",
          "扩展密钥用法未表明用于签发移动证件。" }),
    STORY(
        AUTHORITY_SIGNS,
        false,
        { "It is an authority and signs documents itself.", "CA 证书自行签发证件。" }),
};

static const struct story *story_of(enum wallet_deviation deviation)
{
    const unsigned index = (unsigned)deviation;
    return &stories[index < WALLET_DEVIATION_COUNT ? index : WALLET_DEVIATION_NONE];
}

const char *wallet_deviation_name(enum wallet_deviation deviation)
{
    return story_of(deviation)->name;
}

const char *wallet_deviation_sentence(
    enum wallet_deviation deviation, enum wallet_language language)
{
    return story_of(deviation)->sentence[language == WALLET_CHINESE];
}

bool wallet_deviation_is_grave(enum wallet_deviation deviation)
{
    return story_of(deviation)->is_grave;
}
