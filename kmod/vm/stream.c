// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "stream.h"

void source_init(struct source *source, int fd, uint16_t stream)
{
	*source = (struct source){ .fd = fd, .stream = stream, .credit = STREAM_WINDOW };
}

struct pollfd source_poll(const struct source *source)
{
	return (struct pollfd){ .fd = source->credit ? source->fd : -1, .events = POLLIN };
}

void source_close(struct source *source)
{
	if (source->fd >= 0)
		close(source->fd);
	source->fd = -1;
}

bool source_read(struct source *source, struct frames *frames)
{
	char data[STREAM_WINDOW];
	ssize_t n;

	if (source->fd < 0 || !source->credit)
		return false;
	n = read(source->fd, data, source->credit);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	/* An error is an end too: a terminal whose last user has gone reads as EIO. */
	if (n <= 0) {
		source_close(source);
		n = 0;
	}
	frames_send(frames, FRAME_DATA, source->stream, data, n);
	source->credit -= n;
	return n > 0;
}

void sink_init(struct sink *sink, int fd, uint16_t stream, size_t chunk)
{
	sink->fd = fd;
	sink->stream = stream;
	sink->length = 0;
	sink->chunk = chunk;
	sink->ending = false;
}

struct pollfd sink_poll(const struct sink *sink)
{
	return (struct pollfd){ .fd = sink->length ? sink->fd : -1, .events = POLLOUT };
}

static void sink_close(struct sink *sink)
{
	close(sink->fd);
	sink->fd = -1;
	sink->length = 0;
}

void sink_receive(struct sink *sink, const char *data, size_t length)
{
	if (sink->fd < 0)
		return;
	if (length == 0)
		sink->ending = true;
	if (length > sizeof(sink->buffer) - sink->length)
		length = sizeof(sink->buffer) - sink->length;
	memcpy(sink->buffer + sink->length, data, length);
	sink->length += length;
	if (sink->ending && !sink->length)
		sink_close(sink);
}

void sink_write(struct sink *sink, struct frames *frames)
{
	ssize_t n;

	if (sink->fd < 0 || !sink->length)
		return;
	n = write(sink->fd, sink->buffer, sink->length < sink->chunk ? sink->length : sink->chunk);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n < 0) {
		sink_close(sink);
		frames_send(frames, FRAME_CLOSE, sink->stream, NULL, 0);
		return;
	}
	sink->length -= n;
	memmove(sink->buffer, sink->buffer + n, sink->length);
	frames_send_u32(frames, FRAME_CREDIT, sink->stream, n);
	if (sink->ending && !sink->length)
		sink_close(sink);
}
