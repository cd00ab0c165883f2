// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"

void frames_init(struct frames *frames, int fd, int spool, bool is_guest)
{
	memset(frames, 0, sizeof(*frames));
	frames->fd = fd;
	frames->spool = spool;
	frames->is_guest = is_guest;
}

static void append(struct frames *frames, const void *data, size_t length)
{
	size_t need = frames->out_length + length;

	if (need > frames->out_capacity) {
		frames->out_capacity = need * 2;
		frames->out = realloc(frames->out, frames->out_capacity);
		if (!frames->out) {
			perror("kmod/vm: queue of frames");
			_exit(125);
		}
	}
	if (length)
		memcpy(frames->out + frames->out_length, data, length);
	frames->out_length = need;
}

static void spool_name(char name[16], unsigned int number)
{
	snprintf(name, 16, "%u", number);
}

/* False, for lack of room, sends the payload the slow way. */
static bool spool_out(struct frames *frames, const void *payload, size_t length)
{
	char name[16];
	ssize_t n = -1;
	int fd;

	spool_name(name, frames->spooled);
	fd = openat(frames->spool, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	n = write(fd, payload, length);
	close(fd);
	if (n != (ssize_t)length)
		return false;
	frames->spooled++;
	return true;
}

static void spool_in(struct frames *frames, char *payload, size_t length)
{
	char name[16];
	ssize_t n = -1;
	int fd;

	spool_name(name, frames->spooled++);
	fd = openat(frames->spool, name, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		n = read(fd, payload, length);
	if (n != (ssize_t)length) {
		fprintf(stderr, "kmod/vm: spooled file %s: %s\n", name, strerror(errno));
		_exit(125);
	}
	close(fd);
	unlinkat(frames->spool, name, 0);
}

void frames_send(struct frames *frames, uint16_t type, uint16_t stream, const void *payload,
		 size_t length)
{
	struct frame frame = { .type = type, .stream = stream, .length = length };

	if (!frames->is_guest && length >= SPOOL_MIN && spool_out(frames, payload, length)) {
		frame.type |= FRAME_SPOOLED;
		length = 0;
	}
	append(frames, &frame, sizeof(frame));
	append(frames, payload, length);
}

void frames_send_text(struct frames *frames, uint16_t type, const char *text)
{
	frames_send(frames, type, 0, text, strlen(text));
}

void frames_send_u32(struct frames *frames, uint16_t type, uint16_t stream, uint32_t value)
{
	frames_send(frames, type, stream, &value, sizeof(value));
}

size_t frames_writable(const struct frames *frames)
{
	size_t room = LINE_WINDOW - frames->under_way;

	if (frames->is_guest || room > frames->out_length)
		return frames->out_length;
	return room;
}

bool frames_flush(struct frames *frames)
{
	size_t done = 0, length = frames_writable(frames);
	bool alive = true;

	while (done < length) {
		ssize_t n = write(frames->fd, frames->out + done, length - done);

		if (n > 0) {
			done += n;
		} else if (errno != EINTR) {
			alive = errno == EAGAIN;
			break;
		}
	}
	if (!frames->is_guest)
		frames->under_way += done;
	frames->out_length -= done;
	memmove(frames->out, frames->out + done, frames->out_length);
	return alive;
}

uint32_t frame_u32(const struct frame *frame, const char *payload)
{
	uint32_t value = 0;

	if (frame->length == sizeof(value))
		memcpy(&value, payload, sizeof(value));
	return value;
}

static void dispatch(struct frames *frames, struct frame *frame, const char *payload,
		     frame_handler *handle)
{
	static char spooled[FRAME_MAX];

	if (frame->type & FRAME_SPOOLED) {
		frame->type &= ~FRAME_SPOOLED;
		spool_in(frames, spooled, frame->length);
		payload = spooled;
	}
	if (frame->type == FRAME_READ)
		frames->under_way -= frame_u32(frame, payload);
	else
		handle(frame, payload);
}

/* Hands over the whole frames at the start of the input and moves the rest there. */
static void deliver(struct frames *frames, frame_handler *handle)
{
	size_t start = 0;

	for (;;) {
		struct frame frame;
		size_t left = frames->in_length - start, length;

		if (left < sizeof(frame))
			break;
		memcpy(&frame, frames->in + start, sizeof(frame));
		if (frame.length > FRAME_MAX) {
			fprintf(stderr, "kmod/vm: the serial line carries no frame\n");
			_exit(125);
		}
		length = sizeof(frame) + (frame.type & FRAME_SPOOLED ? 0 : frame.length);
		if (left < length)
			break;
		dispatch(frames, &frame, frames->in + start + sizeof(frame), handle);
		start += length;
	}
	frames->in_length -= start;
	memmove(frames->in, frames->in + start, frames->in_length);
}

bool frames_receive(struct frames *frames, frame_handler *handle)
{
	ssize_t n = read(frames->fd, frames->in + frames->in_length,
			 sizeof(frames->in) - frames->in_length);

	if (n == 0)
		return false;
	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	frames->in_length += n;
	if (frames->is_guest)
		frames_send_u32(frames, FRAME_READ, 0, n);
	deliver(frames, handle);
	return true;
}
