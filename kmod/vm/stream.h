/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The two ends of a stream: a source reads a file descriptor and sends, a sink receives and writes
 * one. A source sends no more than its sink has credited, so neither end ever has to wait.
 */
#ifndef VM_STREAM_H
#define VM_STREAM_H

#include <poll.h>

#include "frames.h"

struct source {
	int fd; /* -1: ended */
	uint16_t stream;
	size_t credit;
};

struct sink {
	int fd; /* -1: closed */
	uint16_t stream;
	char buffer[STREAM_WINDOW];
	size_t length;
	size_t chunk; /* at most so much in one write */
	bool ending;  /* close once the buffer is empty */
};

void source_init(struct source *source, int fd, uint16_t stream);
/* What to poll for; the file descriptor is negative when there is nothing to wait for. */
struct pollfd source_poll(const struct source *source);
/* Sends what can be read. False: there was nothing, for now or for good. */
bool source_read(struct source *source, struct frames *frames);
void source_close(struct source *source);

/*
 * A file descriptor that is not ours alone may be blocking; poll promises room for PIPE_BUF bytes
 * in a pipe, so that is its @chunk.
 */
void sink_init(struct sink *sink, int fd, uint16_t stream, size_t chunk);
struct pollfd sink_poll(const struct sink *sink);
void sink_receive(struct sink *sink, const char *data, size_t length);
void sink_write(struct sink *sink, struct frames *frames);

#endif
