/* SPDX-License-Identifier: Apache-2.0 */
#include "recording.h"

#include "recording_y4m.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CAPACITY = 1 << 16,
    JUNK_MAX = 4096, /* between two pictures: cameras fill up, servers say what comes */
    RATE = 25,       /* frames a second, where the recording does not say */
    MS_A_SECOND = 1000,
    BEGINNING = 3, /* bytes that tell a JPEG */
};

/* JPEG (ITU-T T.81, table B.1). */
enum {
    MARK = 0xff,
    TEM = 0x01,
    RST0 = 0xd0,
    RST7 = 0xd7,
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
    MARKER_SIZE = 2,
    BYTE = 8,
};

static size_t filled(const struct recording *recording)
{
    return recording->end - recording->start;
}

bool recording_reserve(struct recording *recording, size_t size)
{
    if (size <= recording->capacity) {
        return true;
    }

    uint8_t *data = realloc(recording->data, size);
    if (!data) {
        return false;
    }

    recording->data = data;
    recording->capacity = size;
    return true;
}

/* Reads until twice as much is there, so that what is there is not looked at too often.  False: there is
   no more, or no memory. */
static enum camera_problem read_more(struct recording *recording)
{
    if (recording->start > 0) {
        memmove(recording->data, recording->data + recording->start, filled(recording));
        recording->end -= recording->start;
        recording->start = 0;
    }

    const size_t twice = 2 * recording->end;
    const size_t wanted = twice > FIRST_CAPACITY ? twice : FIRST_CAPACITY;
    if (!recording_reserve(recording, wanted)) {
        return CAMERA_NO_MEMORY;
    }

    const size_t got =
        fread(recording->data + recording->end, 1, wanted - recording->end, recording->file);
    recording->end += got;
    return got > 0 ? CAMERA_OK : CAMERA_END;
}

enum extent {
    EXTENT_WHOLE,
    EXTENT_OPEN, /* its end is not there yet */
    EXTENT_BROKEN,
};

/** Passes over the coded pixels: up to a marker that is no part of them. */
static size_t skip_scan(struct wallet_bytes bytes, size_t offset)
{
    while (offset + 1 < bytes.size) {
        const uint8_t next = bytes.data[offset + 1];
        const bool is_part = next == 0 || next == MARK || (next >= RST0 && next <= RST7);
        if (bytes.data[offset] == MARK && !is_part) {
            return offset;
        }

        offset++;
    }

    return bytes.size;
}

static bool stands_alone(uint8_t marker)
{
    return marker == TEM || (marker >= RST0 && marker <= RST7);
}

/** Where the JPEG ends that begins the bytes, segment by segment (T.81, B.1.1). */
static enum extent measure_jpeg(struct wallet_bytes bytes, size_t *out_size)
{
    size_t offset = MARKER_SIZE;

    while (offset + MARKER_SIZE <= bytes.size) {
        const uint8_t marker = bytes.data[offset + 1];
        if (bytes.data[offset] != MARK || marker == 0 || marker == SOI) {
            return EXTENT_BROKEN;
        }
        if (marker == EOI) {
            *out_size = offset + MARKER_SIZE;
            return EXTENT_WHOLE;
        }
        if (marker == MARK) { /* B.1.1.2: any marker may have fill bytes before it */
            offset++;
            continue;
        }

        offset += MARKER_SIZE;
        if (stands_alone(marker)) {
            continue;
        }
        if (offset + MARKER_SIZE > bytes.size) {
            return EXTENT_OPEN;
        }

        const size_t size = (size_t)bytes.data[offset] << BYTE | bytes.data[offset + 1];
        if (size < MARKER_SIZE) {
            return EXTENT_BROKEN;
        }

        offset += size;
        if (marker == SOS && offset < bytes.size) {
            offset = skip_scan(bytes, offset);
        }
    }

    return EXTENT_OPEN;
}

static bool begins_as_jpeg(struct wallet_bytes bytes)
{
    return bytes.size >= BEGINNING && memcmp(bytes.data, "\xff\xd8\xff", BEGINNING) == 0;
}

static struct wallet_bytes rest(const struct recording *recording)
{
    return (struct wallet_bytes){ recording->data + recording->start, filled(recording) };
}

/** Passes over what is between two pictures. */
static enum camera_problem find_jpeg(struct recording *recording)
{
    size_t junk = 0;
    while (!begins_as_jpeg(rest(recording))) {
        if (filled(recording) < BEGINNING) {
            const enum camera_problem problem = read_more(recording);
            if (problem != CAMERA_OK) {
                return problem;
            }

            continue;
        }

        recording->start++;
        if (++junk > JUNK_MAX) {
            return CAMERA_BROKEN;
        }
    }

    return CAMERA_OK;
}

static enum camera_problem next_jpeg(struct recording *recording, struct camera_frame *out)
{
    enum camera_problem problem = find_jpeg(recording);
    size_t size = 0;
    enum extent extent = EXTENT_OPEN;

    while (problem == CAMERA_OK && (extent = measure_jpeg(rest(recording), &size)) == EXTENT_OPEN) {
        problem = filled(recording) > WALLET_PICTURE_MAX ? CAMERA_BROKEN : read_more(recording);
        problem = problem == CAMERA_END ? CAMERA_BROKEN : problem; /* within a picture */
    }
    if (problem != CAMERA_OK || extent == EXTENT_BROKEN) {
        return problem == CAMERA_OK ? CAMERA_BROKEN : problem;
    }

    *out = (struct camera_frame){
        .picture = { .kind = WALLET_FRAME_FILE, .bytes = { rest(recording).data, size } },
    };
    recording->start += size;
    return CAMERA_OK;
}

enum camera_problem recording_start(struct recording *recording)
{
    uint8_t beginning[BEGINNING];
    const size_t got = fread(beginning, 1, sizeof beginning, recording->file);

    recording->rate = RATE;
    recording->rate_in = 1;
    recording->has_jpegs = begins_as_jpeg((struct wallet_bytes){ beginning, got });
    if (!recording_reserve(recording, FIRST_CAPACITY)) {
        return CAMERA_NO_MEMORY;
    }
    if (recording->has_jpegs) {
        memcpy(recording->data, beginning, got);
        recording->end = got;
        return CAMERA_OK;
    }

    return got == BEGINNING && memcmp(beginning, "YUV", BEGINNING) == 0
               ? recording_start_y4m(recording)
               : CAMERA_NOT_A_CAMERA;
}

enum camera_problem recording_next(struct recording *recording, struct camera_frame *out)
{
    const enum camera_problem problem =
        recording->has_jpegs ? next_jpeg(recording, out) : recording_next_y4m(recording, out);

    if (problem == CAMERA_OK) {
        out->at_ms = recording->count * MS_A_SECOND * recording->rate_in / recording->rate;
        recording->count++;
    }

    return problem;
}

void recording_finish(struct recording *recording)
{
    free(recording->data);
    *recording = (struct recording){ .file = recording->file };
}
