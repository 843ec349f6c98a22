/* SPDX-License-Identifier: Apache-2.0 */
#include "issuing_mdoc.h"

#include "output.h"

static enum exit_code complain_alone(const struct session *session)
{
    complain(
        session,
        SAY(session, "'--certificate' is for mobile documents", "'--certificate' 只用于移动证件"));
    why(session,
        SAY(session,
            "other licences carry no certificates: the key's file says whose it is",
            "其他证照不附带证书，密钥文件已注明归属"));
    hint(session, SAY(session, "add --mdoc, or leave it out", "请加 --mdoc，或去掉该选项"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_holder(const struct session *session)
{
    complain(session, SAY(session, "'--holder' is missing", "缺少 '--holder'"));
    why(session,
        SAY(session,
            "a mobile document is bound to a key of its holder's device, which signs when it is "
            "shown",
            "移动证件与持证主体设备的密钥绑定，出示时由该密钥签名"));
    hint(
        session,
        SAY(session,
            "add --holder FILE with the device's public key",
            "请加 --holder FILE，给出设备公钥"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_certificate(const struct session *session)
{
    complain(session, SAY(session, "'--certificate' is missing", "缺少 '--certificate'"));
    why(session,
        SAY(session,
            "readers find the signer of a mobile document by the certificates in it",
            "读取方凭移动证件所附证书确认签名者"));
    hint(
        session,
        SAY(session,
            "add --certificate FILE with the signer's and those up to the root, without the root; "
            "'wallet key certify' asks for one",
            "请加 --certificate FILE，含签名者证书及其上各级证书（不含根证书）；"
            "用 'wallet key certify' 申请证书"));
    return EXIT_CODE_USAGE;
}

enum exit_code issuing_mdoc_check(const struct issuing *issuing)
{
    const struct session *session = issuing->session;
    const struct issue_settings *settings = issuing->settings;

    if (!settings->mdoc) {
        return settings->certificate ? complain_alone(session) : EXIT_CODE_OK;
    }
    if (!settings->holder) {
        return complain_holder(session);
    }

    return settings->certificate ? EXIT_CODE_OK : complain_certificate(session);
}

enum exit_code issuing_mdoc_check_form(const struct issuing *issuing)
{
    const struct session *session = issuing->session;

    if (!issuing->settings->mdoc || issuing->output.form == CODE_CBOR) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "a mobile document has no code to draw", "移动证件没有可绘制的二维码"));
    why(session,
        SAY(session,
            "its holder's device keeps it and answers readers; with its digests and certificates "
            "it is larger than a code",
            "它存于持证主体的设备，由设备应答读取方；加上摘要和证书已超出二维码的容量"));
    hint(
        session,
        SAY(session,
            "write it for the device with -o FILE.cbor; for paper leave '--mdoc' and '--holder' "
            "out",
            "请用 -o FILE.cbor 写成文件交给设备；打印件请去掉 '--mdoc' 和 '--holder'"));
    return EXIT_CODE_USAGE;
}

void issuing_mdoc_hint(const struct issuing *issuing, const struct wallet_error *error)
{
    const struct session *session = issuing->session;
    const char *certificate = issuing->settings->certificate;

    if (error->status == WALLET_ERR_UNSUPPORTED) {
        hint(
            session,
            SAY(session,
                "'wallet key new FILE --algorithm es256' makes a key that readers know",
                "用 'wallet key new FILE --algorithm es256' 生成读取方支持的密钥"));
    } else if (error->status == WALLET_ERR_VALUE || error->status == WALLET_ERR_MISSING) {
        hint(
            session,
            SAY(session,
                "correct '%s', or the time, or renew '%s', and try again",
                "请更正 '%s' 或签发时间，或换发 '%s' 后重试"),
            issuing->settings->data,
            certificate);
    } else {
        hint(
            session,
            SAY(session,
                "'wallet inspect --lint %s' tells what such a certificate needs",
                "用 'wallet inspect --lint %s' 查看此类证书的要求"),
            certificate);
    }
}

/* A certificate that is trusted by itself needs no root. */
static enum wallet_status trust_signer(struct issuing *issuing, struct wallet_error *error)
{
    struct wallet_buffer certificate = { 0 };

    enum wallet_status status = wallet_certificates_write(issuing->chain, 0, &certificate, error);
    if (status == WALLET_OK) {
        status = wallet_trust_add(issuing->trust, wallet_buffer_bytes(&certificate), error);
    }

    wallet_buffer_clear(&certificate);
    return status;
}

enum wallet_status issuing_mdoc_verify(struct issuing *issuing, struct wallet_error *error)
{
    const struct wallet_mdoc_session session = { .device_key = issuing->holder };

    enum wallet_status status = trust_signer(issuing, error);
    if (status == WALLET_OK) {
        status = wallet_mdoc_new(&issuing->mdoc, error);
    }

    return status == WALLET_OK ? wallet_mdoc_verify(
                                     issuing->verifier,
                                     wallet_buffer_bytes(&issuing->licence),
                                     &session,
                                     issuing_valid_from(issuing),
                                     issuing->mdoc,
                                     error)
                               : status;
}
