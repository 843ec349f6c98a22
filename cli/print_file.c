/* SPDX-License-Identifier: Apache-2.0 */
#include "print_file.h"

#include "print_arrange.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define POINTS_AN_INCH 72.0

enum {
    PNG_HEAD_SIZE = 33, /* signature and IHDR */
};

/* A pHYs chunk: 11811 pixels a metre both ways, which is 300 an inch; and its checksum. */
static const unsigned char resolution[] = { 0x00, 0x00, 0x00, 0x09, 'p',  'H',  'Y',
                                            's',  0x00, 0x00, 0x2e, 0x23, 0x00, 0x00,
                                            0x2e, 0x23, 0x01, 0x78, 0xa5, 0x3f, 0x76 };

/* A page while it is written. */
struct job {
    const struct print_sheet *sheet;
    const struct print_pictures *pictures;
    const char *title;
    FILE *stream;
};

static cairo_status_t write_bytes(void *context, const unsigned char *data, unsigned size)
{
    return fwrite(data, 1, size, context) == size ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Draws at so many units of the surface a millimetre, and ends the surface. */
static bool draw(const struct job *job, cairo_surface_t *surface, double units)
{
    cairo_t *cairo = cairo_create(surface);

    cairo_scale(cairo, units, units);
    print_draw(cairo, job->sheet, job->pictures);
    const bool is_drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    return is_drawn;
}

static bool end_surface(cairo_surface_t *surface, bool is_drawn)
{
    cairo_surface_finish(surface);
    const bool is_whole = is_drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return is_whole;
}

static bool write_pdf(const struct job *job)
{
    const struct print_paper *paper = job->sheet->paper;
    const double points = POINTS_AN_INCH / PRINT_MM_AN_INCH;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write_bytes, job->stream, paper->width * points, paper->height * points);

    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, job->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "wallet");
    return end_surface(surface, draw(job, surface, points));
}

static bool write_svg(const struct job *job)
{
    const struct print_paper *paper = job->sheet->paper;
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(write_bytes, job->stream, paper->width, paper->height);

    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_MM);
    return end_surface(surface, draw(job, surface, 1));
}

/* Cairo's PNG says nothing of its resolution: a printer would have to guess how large it is. */
static void write_resolution(FILE *stream, const char *png, size_t size)
{
    (void)fwrite(png, 1, PNG_HEAD_SIZE, stream);
    (void)fwrite(resolution, 1, sizeof resolution, stream);
    (void)fwrite(png + PNG_HEAD_SIZE, 1, size - PNG_HEAD_SIZE, stream);
}

static bool write_png(const struct job *job)
{
    const double pixels = PRINT_DPI / PRINT_MM_AN_INCH;
    const struct print_paper *paper = job->sheet->paper;
    char *png = NULL;
    size_t size = 0;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)round(paper->width * pixels), (int)round(paper->height * pixels));

    FILE *stream = open_memstream(&png, &size);
    bool is_written =
        stream && draw(job, surface, pixels) &&
        cairo_surface_write_to_png_stream(surface, write_bytes, stream) == CAIRO_STATUS_SUCCESS;
    is_written = stream && fclose(stream) == 0 && is_written && size > PNG_HEAD_SIZE;
    if (is_written) {
        write_resolution(job->stream, png, size);
    }

    free(png);
    return end_surface(surface, is_written);
}

static bool write_form(const struct job *job, enum code_form form)
{
    switch (form) {
    case CODE_PDF: return write_pdf(job);
    case CODE_SVG: return write_svg(job);
    case CODE_PNG: return write_png(job);
    case CODE_TERMINAL:
    case CODE_TEXT:
    case CODE_CBOR: break;
    }

    return false;
}

bool print_file_write(
    enum code_form form,
    const struct print_sheet *sheet,
    const struct print_pictures *pictures,
    const char *title,
    struct print_file *out)
{
    *out = (struct print_file){ 0 };
    const struct job job = { sheet, pictures, title, open_memstream(&out->data, &out->size) };
    const bool is_written = job.stream && write_form(&job, form);

    return job.stream && fclose(job.stream) == 0 && is_written;
}
