/* SPDX-License-Identifier: GPL-2.0-only */
/* Frames over a non-blocking file descriptor. */
#ifndef VM_FRAMES_H
#define VM_FRAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol.h"

struct frames {
	int fd;
	bool is_guest;
	size_t under_way; /* to the guest */
	int spool;	  /* directory for long payloads to the guest */
	unsigned int spooled;
	/* written but not yet taken by the line */
	char *out;
	size_t out_length;
	size_t out_capacity;
	/* read but not yet a whole frame */
	char in[sizeof(struct frame) + FRAME_MAX];
	size_t in_length;
};

void frames_init(struct frames *frames, int fd, int spool, bool is_guest);
void frames_send(struct frames *frames, uint16_t type, uint16_t stream, const void *payload,
		 size_t length);
void frames_send_text(struct frames *frames, uint16_t type, const char *text);
void frames_send_u32(struct frames *frames, uint16_t type, uint16_t stream, uint32_t value);

/* How much of what was sent may be written now. */
size_t frames_writable(const struct frames *frames);

/* Writes what the line takes now. False: the line is gone. */
bool frames_flush(struct frames *frames);

/* Reads what the line has and hands every whole frame to @handle. False: the line is gone. */
typedef void frame_handler(const struct frame *frame, const char *payload);
bool frames_receive(struct frames *frames, frame_handler *handle);

uint32_t frame_u32(const struct frame *frame, const char *payload);

#endif
