/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/signable.h"

#include "mdoc/mso.h"
#include "test.h"

/* ["Signature1", protected, h'', h'01'] */
#define HEAD "846a5369676e617475726531"
#define TAIL "404101"

/* The beginning of a payload, 24(h'...'), with two or three items behind the name in it. */
#define READER "7452656164657241757468656e7469636174696f6e"
#define DEVICE "7444657669636541757468656e7469636174696f6e"
#define TWO    "40581cd8185818"
#define THREE  "40581dd8185819"

static const struct {
    const char *what;
    const char *message;
    enum wallet_status status;
} rows[] = {
    /* {1: -19, 16: 61} */
    { "headers that are no map", HEAD "4301183d" TAIL, WALLET_ERR_REFUSED },
    { "a licence", HEAD "46a2013210183d" TAIL, WALLET_OK },
    { "the older number of the algorithm", HEAD "46a2012710183d" TAIL, WALLET_OK },
    { "another algorithm", HEAD "46a2012810183d" TAIL, WALLET_ERR_REFUSED },
    { "no algorithm", HEAD "44a110183d" TAIL, WALLET_ERR_REFUSED },
    { "no type", HEAD "43a10132" TAIL, WALLET_ERR_REFUSED },
    { "another number", HEAD "46a2013210183c" TAIL, WALLET_ERR_REFUSED },
    { "no header at all", HEAD "40" TAIL, WALLET_ERR_REFUSED },
    /* {1: -19}, 24(<<["ReaderAuthentication", 0, 0]>>) and the like */
    { "what a reader proves itself by", HEAD "43a10132" TWO "83" READER "0000", WALLET_OK },
    { "what a device proves itself by", HEAD "43a10132" THREE "84" DEVICE "000000", WALLET_OK },
    { "a reader's in four parts", HEAD "43a10132" THREE "84" READER "000000", WALLET_ERR_REFUSED },
    { "a device's in three parts", HEAD "43a10132" TWO "83" DEVICE "0000", WALLET_ERR_REFUSED },
    { "that of others",
      HEAD "43a10132" TWO "83"
           "7453656164657241757468656e7469636174696f6e"
           "0000",
      WALLET_ERR_REFUSED },
    { "a reader's with bytes behind it",
      HEAD "43a10132"
           "40581dd8185818"
           "83" READER "000000",
      WALLET_ERR_REFUSED },
    { "a reader's beside another header",
      HEAD "46a20132044101" TWO "83" READER "0000",
      WALLET_ERR_REFUSED },
    { "a reader's in no byte string",
      HEAD "43a10132"
           "405818"
           "83" READER "0000",
      WALLET_ERR_REFUSED },
    { "a reader's with another tag",
      HEAD "43a10132"
           "40581cd8195818"
           "83" READER "0000",
      WALLET_ERR_REFUSED },
    { "application/cwt",
      HEAD "54a2013210"
           "6f6170706c69636174696f6e2f637774" TAIL,
      WALLET_OK },
    { "application/statuslist+cwt",
      HEAD "5820a2013210"
           "781a6170706c69636174696f6e2f7374617475736c6973742b637774" TAIL,
      WALLET_OK },
    { "application/wallet-a",
      HEAD "5819a2013210"
           "746170706c69636174696f6e2f77616c6c65742d61" TAIL,
      WALLET_OK },
    { "application/wallet- alone",
      HEAD "5818a2013210"
           "736170706c69636174696f6e2f77616c6c65742d" TAIL,
      WALLET_ERR_REFUSED },
    { "application/wallex-a",
      HEAD "5819a2013210"
           "746170706c69636174696f6e2f77616c6c65782d61" TAIL,
      WALLET_ERR_REFUSED },
    { "the type twice", HEAD "49a3013210183d10183c" TAIL, WALLET_ERR_REFUSED },
    { "a type that comes before the algorithm", HEAD "46a210183d0132" TAIL, WALLET_ERR_REFUSED },
    { "a header for several signers",
      "8469"
      "5369676e6174757265"
      "46a2013210183d" TAIL,
      WALLET_ERR_REFUSED },
    { "a counter signature in five parts",
      "856a5369676e617475726531"
      "46a2013210183d"
      "40" TAIL,
      WALLET_ERR_REFUSED },
    { "no payload",
      HEAD "46a2013210183d"
           "40",
      WALLET_ERR_REFUSED },
    { "bytes behind", HEAD "46a2013210183d" TAIL "00", WALLET_ERR_REFUSED },
    { "a length that is not the shortest", HEAD "5806a2013210183d" TAIL, WALLET_ERR_REFUSED },
    { "an indefinite array",
      "9f6a5369676e617475726531"
      "46a2013210183d" TAIL "ff",
      WALLET_ERR_REFUSED },
    { "a digest",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      WALLET_ERR_REFUSED },
    { "nothing", "", WALLET_ERR_REFUSED },
};

TEST(only_objects_of_a_wallet_are_signed)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wlt_signable_check(test_hex(rows[i].message), WALLET_ALGORITHM_ED25519, NULL),
            rows[i].status);
    }
}

TEST(the_algorithm_is_the_keys)
{
    const struct wallet_bytes message = test_hex(HEAD "46a2013210183d" TAIL);

    CHECK_EQUAL(wlt_signable_check(message, WALLET_ALGORITHM_ES256, NULL), WALLET_ERR_REFUSED);
}

TEST(every_prefix_is_refused)
{
    const struct wallet_bytes message = test_hex(HEAD "46a2013210183d" TAIL);

    for (size_t size = 0; size < message.size; size++) {
        const struct wallet_bytes cut = { message.data, size };
        CHECK_EQUAL(wlt_signable_check(cut, WALLET_ALGORITHM_ED25519, NULL), WALLET_ERR_REFUSED);
    }
}

/** What is signed of this payload and protected header, in hex. */
static enum wallet_status check_payload(const char *header, struct wallet_bytes payload)
{
    struct wallet_buffer message = { 0 };
    struct wlt_writer writer = wlt_writer_start(&message);

    wlt_write_array(&writer, 4);
    wlt_write_text(&writer, test_text("Signature1"));
    wlt_write_bytes(&writer, test_hex(header));
    wlt_write_bytes(&writer, (struct wallet_bytes){ 0 });
    wlt_write_bytes(&writer, payload);
    const enum wallet_status status =
        wlt_signable_check(wallet_buffer_bytes(&message), WALLET_ALGORITHM_ED25519, NULL);
    wallet_buffer_clear(&message);
    return status;
}

/** It has no type: then it must be what nothing else is. */
TEST(a_mobile_document_is_signed_under_the_header_that_it_has)
{
    const struct wlt_mso mso = {
        .doc_type = test_text("type"),
        .value_digests = test_hex("a0"),
        .device_key = test_hex("a0"),
    };
    struct wallet_buffer payload = { 0 };
    struct wlt_writer writer = wlt_writer_start(&payload);
    wlt_mso_write(&writer, &mso);
    const struct wallet_bytes good = wallet_buffer_bytes(&payload);

    CHECK_EQUAL(check_payload("a10127", good), WALLET_OK);
    CHECK_EQUAL(check_payload("a10126", good), WALLET_ERR_REFUSED);           /* algorithm */
    CHECK_EQUAL(check_payload("a201270441aa", good), WALLET_ERR_REFUSED);     /* and a kid */
    CHECK_EQUAL(check_payload("a2012710183c", good), WALLET_ERR_REFUSED);     /* and a type */
    CHECK_EQUAL(check_payload("a10127", test_hex("a0")), WALLET_ERR_REFUSED); /* a CWT */
    CHECK_EQUAL(check_payload("a10127", test_hex("d81841a0")), WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        check_payload("a10127", (struct wallet_bytes){ good.data, good.size - 1 }),
        WALLET_ERR_REFUSED);
    wallet_buffer_clear(&payload);
}
