/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The hand of pictures.py in the library:
 *
 *     hand draw TEXT              a PNG of the code to standard output
 *     hand scan SCANNER FILE...   a line for each file: the status' name, the message, the most KiB
 *                                 that a scanner had in memory so far, and the codes in hex, all
 *                                 between tabs
 */
#include <wallet/qr.h>
#include <wallet/scan.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static int draw(const char *text)
{
    const struct wallet_bytes bytes = { (const uint8_t *)text, strlen(text) };
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct wallet_buffer picture = { 0 };
    struct wallet_error error = { 0 };

    if (wallet_qr_draw(bytes, &options, &picture, NULL, &error) != WALLET_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }

    const size_t written = fwrite(picture.data, 1, picture.size, stdout);
    const bool is_written = written == picture.size && fflush(stdout) == 0;
    wallet_buffer_clear(&picture);
    return is_written ? EXIT_SUCCESS : EXIT_FAILURE;
}

/** Of all scanners so far, in KiB. */
static long peak_memory(void)
{
    struct rusage usage = { 0 };
    (void)getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}

static void print_codes(const struct wallet_scan *scan)
{
    for (size_t i = 0; i < wallet_scan_count(scan); i++) {
        const struct wallet_bytes text = wallet_scan_text(scan, i);
        printf("\t");
        for (size_t j = 0; j < text.size; j++) {
            printf("%02x", text.data[j]);
        }
    }
}

static int scan(const char *scanner, const char *path)
{
    static uint8_t content[WALLET_PICTURE_MAX];
    FILE *file = fopen(path, "rbe");
    if (!file) {
        perror(path);
        return EXIT_FAILURE;
    }

    const struct wallet_bytes picture = { content, fread(content, 1, sizeof content, file) };
    (void)fclose(file);

    struct wallet_scan *found = NULL;
    struct wallet_error error = { 0 };
    const enum wallet_status status = wallet_scan_picture(scanner, picture, 0, &found, &error);
    printf("%s\t%s\t%ld", wallet_status_name(status), error.message, peak_memory());
    if (status == WALLET_OK) {
        print_codes(found);
    }

    printf("\n");
    wallet_scan_free(found);
    return EXIT_SUCCESS;
}

int main(int argc, char *argv[])
{
    if (argc == 3 && strcmp(argv[1], "draw") == 0) {
        return draw(argv[2]);
    }

    if (argc < 4 || strcmp(argv[1], "scan") != 0) {
        fprintf(stderr, "usage: %s draw TEXT | scan SCANNER FILE...\n", argv[0]);
        return EXIT_FAILURE;
    }

    int result = EXIT_SUCCESS;
    for (int i = 3; i < argc; i++) {
        result |= scan(argv[2], argv[i]);
    }

    return result;
}
