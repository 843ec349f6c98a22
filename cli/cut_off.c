/* SPDX-License-Identifier: Apache-2.0 */
#include "cut_off.h"

#include <wallet/qr.h>

#include "input_json.h"
#include "json.h"
#include "output.h"

/* Of a deflated text the beginning tells no size, but its stream, that it goes on.  Base45 may be cut
   inside a group: then up to two characters belong to nothing. */
static bool is_stream_cut(struct wallet_bytes text)
{
    struct wallet_buffer bytes = { 0 };
    bool is_cut = false;

    for (size_t left_out = 0; left_out < 3 && text.size > 0 && !is_cut; left_out++) {
        const enum wallet_status status = wallet_qr_read_text(text, &bytes, NULL);
        is_cut = status == WALLET_ERR_TRUNCATED;
        if (status == WALLET_OK) {
            break;
        }
        text.size--;
    }

    wallet_buffer_clear(&bytes);
    return is_cut;
}

bool cut_off(const struct input *input, size_t *out_expected)
{
    *out_expected = 0;
    if (!input->is_text || wallet_code_kind(input->content) != WALLET_CODE_LICENCE) {
        return false;
    }

    *out_expected = wallet_code_expected_size(input->content);
    return *out_expected > 0 ? *out_expected > input->content.size : is_stream_cut(input->content);
}

static void complain_count(
    const struct session *session, const struct input *input, size_t expected)
{
    if (expected > 0) {
        complain(
            session,
            SAY(session,
                "the code in '%s' is cut off: %zu of %zu characters",
                "'%s' 中的码不完整：只有 %zu 个字符，共 %zu 个"),
            input->name,
            input->content.size,
            expected);
    } else {
        complain(
            session,
            SAY(session,
                "the code in '%s' is cut off: it goes on after %zu characters",
                "'%s' 中的码不完整：在第 %zu 个字符之后还有内容"),
            input->name,
            input->content.size);
    }
}

static void print_json(const struct session *session, const struct input *input, size_t expected)
{
    json_t *out = json_failure(session, input->name, EXIT_CODE_UNKNOWN);
    json_t *characters = json_object();

    input_json_place(input, out);
    (void)json_object_set_new(characters, "read", json_integer((json_int_t)input->content.size));
    (void)json_object_set_new(
        characters, "of", expected > 0 ? json_integer((json_int_t)expected) : json_null());
    (void)json_object_set_new(out, "characters", characters);
    json_print(out);
}

enum exit_code cut_off_complain(
    const struct session *session, const struct input *input, size_t expected)
{
    complain_count(session, input, expected);
    why(session,
        SAY(session,
            "the gun stopped early or lost characters, or not all of the text was copied",
            "扫码枪提前停止或丢失了字符，或文本没有复制完整"));
    hint(
        session,
        SAY(session,
            "scan it again, slower and with the gun nearer, or lower the gun's typing speed; if "
            "characters are lost again, 'wallet scan --test-card card.svg' finds out why",
            "请放慢速度、靠近后重新扫码，或调低扫码枪的输入速度；若仍丢失字符，可用 'wallet scan "
            "--test-card card.svg' 制作测试卡查明原因"));
    if (session->json) {
        print_json(session, input, expected);
    }

    return EXIT_CODE_UNKNOWN;
}
