/* SPDX-License-Identifier: Apache-2.0 */
#include "recording_y4m.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINE_SIZE = 256, /* heads have about 60 characters */
    NUMBER_MAX = 1000000,
    DECIMAL = 10,
    PIECE = 4096,
};

/* How the colours are stored: one sample each for so many pixels. */
static const struct colours {
    const char *name;
    unsigned across; /* 0: no colours */
    unsigned down;
    unsigned planes;
} all_colours[] = {
    { "420", 2, 2, 2 },      { "420jpeg", 2, 2, 2 }, { "420mpeg2", 2, 2, 2 },
    { "420paldv", 2, 2, 2 }, { "422", 2, 1, 2 },     { "444", 1, 1, 2 },
    { "444alpha", 1, 1, 3 }, { "411", 4, 1, 2 },     { "mono", 0, 0, 0 },
};

/** Reads up to the end of the line, which is not part of it; false: none comes. */
static bool read_line(FILE *file, char out[LINE_SIZE])
{
    size_t size = 0;
    int next = fgetc(file);

    while (next != '\n' && next > 0 && size + 1 < LINE_SIZE) {
        out[size++] = (char)next;
        next = fgetc(file);
    }

    out[size] = '\0';
    return next == '\n';
}

/** A decimal number of at most NUMBER_MAX; -1: none. */
static int64_t read_number(const char **text)
{
    int64_t number = -1;
    for (; **text >= '0' && **text <= '9' && number <= NUMBER_MAX; (*text)++) {
        number = (number < 0 ? 0 : number) * DECIMAL + (**text - '0');
    }

    return number <= NUMBER_MAX ? number : -1;
}

static bool read_side(const char *text, unsigned *out)
{
    const int64_t number = read_number(&text);
    *out = number > 0 && number <= WALLET_FRAME_SIDE_MAX ? (unsigned)number : 0;
    return *out > 0 && *text == '\0';
}

/** Frames a second as a fraction; where it is none, the usual one stays. */
static void read_rate(struct recording *recording, const char *text)
{
    const int64_t rate = read_number(&text);
    const bool has_two = *text == ':';
    text += has_two;
    const int64_t rate_in = has_two ? read_number(&text) : -1;

    if (rate > 0 && rate_in > 0) {
        recording->rate = rate;
        recording->rate_in = rate_in;
    }
}

static const struct colours *find_colours(const char *name)
{
    for (size_t i = 0; i < sizeof all_colours / sizeof all_colours[0]; i++) {
        if (strcmp(all_colours[i].name, name) == 0) {
            return &all_colours[i];
        }
    }

    return NULL;
}

static size_t colour_size(const struct colours *colours, size_t width, size_t height)
{
    return colours->across == 0
               ? 0
               : (width + colours->across - 1) / colours->across *
                     ((height + colours->down - 1) / colours->down) * colours->planes;
}

enum camera_problem recording_start_y4m(struct recording *recording)
{
    char line[LINE_SIZE];
    const struct colours *colours = &all_colours[0];
    bool is_sound =
        read_line(recording->file, line) && strncmp(line, "4MPEG2 ", strlen("4MPEG2 ")) == 0;
    char *rest = line;

    for (char *word = strsep(&rest, " "); is_sound && word; word = strsep(&rest, " ")) {
        switch (word[0]) {
        case 'W': is_sound = read_side(word + 1, &recording->width); break;
        case 'H': is_sound = read_side(word + 1, &recording->height); break;
        case 'F': read_rate(recording, word + 1); break;
        case 'C': colours = find_colours(word + 1); break;
        default: break; /* nothing that matters here */
        }
    }

    const size_t size = (size_t)recording->width * recording->height;
    if (!is_sound || size == 0 || size > WALLET_PICTURE_MAX) {
        return CAMERA_BROKEN;
    }
    if (!colours) {
        return CAMERA_NO_FORMAT;
    }

    recording->colour_size = colour_size(colours, recording->width, recording->height);
    return recording_reserve(recording, size) ? CAMERA_OK : CAMERA_NO_MEMORY;
}

static bool skip(FILE *file, size_t size)
{
    char piece[PIECE];
    while (size > 0) {
        const size_t part = size < sizeof piece ? size : sizeof piece;
        if (fread(piece, 1, part, file) != part) {
            return false;
        }

        size -= part;
    }

    return true;
}

enum camera_problem recording_next_y4m(struct recording *recording, struct camera_frame *out)
{
    char line[LINE_SIZE];
    const size_t size = (size_t)recording->width * recording->height;
    const int first = fgetc(recording->file);
    if (first == EOF) {
        return CAMERA_END;
    }

    const bool is_frame = first == 'F' && read_line(recording->file, line) &&
                          strncmp(line, "RAME", strlen("RAME")) == 0;
    if (!is_frame || fread(recording->data, 1, size, recording->file) != size ||
        !skip(recording->file, recording->colour_size)) {
        return CAMERA_BROKEN;
    }

    *out = (struct camera_frame){
        .picture = { .kind = WALLET_FRAME_GREY,
                     .bytes = { recording->data, size },
                     .width = recording->width,
                     .height = recording->height,
                     .stride = recording->width },
    };
    return CAMERA_OK;
}
