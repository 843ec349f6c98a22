/* SPDX-License-Identifier: Apache-2.0 */

/* Verifies the text of a code: verify_code CATALOGUE-FOLDER TRUST-FILE CODE-FILE */
#include <wallet/wallet.h>

#include "file.h"

#include <time.h>

int main(int argc, char *argv[])
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_verdict *verdict = NULL;
    struct wallet_error error = { 0 };

    if (argc != 4 || wallet_catalogue_load(argv[1], &catalogue, &error) ||
        wallet_trust_new(&trust, &error) || wallet_trust_add(trust, file_read(argv[2]), &error) ||
        wallet_verifier_new(trust, catalogue, &verifier, &error) ||
        wallet_verdict_new(&verdict, &error)) {
        fprintf(stderr, "verify_code: %s\n", argc == 4 ? error.message : "three operands, please");
        return 2;
    }

    const int64_t now = (int64_t)time(NULL);
    const enum wallet_status status =
        wallet_verify(verifier, file_read(argv[3]), now, verdict, &error);
    printf("%s\n", wallet_decision_name(wallet_verdict_decision(verdict)));
    if (status == WALLET_OK && wallet_verdict_type(verdict)) {
        printf("%s\n", wallet_type_title(wallet_verdict_type(verdict), WALLET_ENGLISH));
    } else if (status != WALLET_OK) {
        printf("%s\n", error.message);
    }

    wallet_verdict_free(verdict);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_catalogue_free(catalogue);
    return status == WALLET_OK ? 0 : 1;
}
