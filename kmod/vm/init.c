// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first process of the guest: sets it up, runs one command for host.c and powers off.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/reboot.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "setup.h"
#include "stream.h"

#define LINE "/dev/ttyS0"

/* The job. */
static char *directory;
static char *loader;
static char *topology;
static char **arguments;
static char **variables;
static bool terminal[3];
static struct winsize window;

static struct frames frames;
static struct source output[3]; /* 1 and 2 are used */
static struct sink input;
static int pty = -1;
static pid_t command;
static int exit_status = -1;

static void __attribute__((noreturn)) power_off(void)
{
	sync();
	tcdrain(frames.fd);
	reboot(RB_POWER_OFF);
	_exit(0);
}

static void __attribute__((noreturn)) send_last(void)
{
	struct pollfd line = { .fd = frames.fd, .events = POLLOUT };

	while (frames_flush(&frames) && frames.out_length)
		poll(&line, 1, -1);
	power_off();
}

static void __attribute__((noreturn)) fail(const char *why)
{
	frames_send_text(&frames, FRAME_FAILED, why);
	send_last();
}

static void fail_if(const char *why)
{
	if (why)
		fail(why);
}

static void __attribute__((noreturn)) fail_errno(const char *what)
{
	char why[8192];

	snprintf(why, sizeof(why), "%s: %s", what, strerror(errno));
	fail(why);
}

/* Nothing but the kernel log can be written to before the line is open. */
static void open_line(int spool)
{
	struct termios raw;
	int fd = open(LINE, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || tcgetattr(fd, &raw)) {
		perror(LINE);
		reboot(RB_POWER_OFF);
	}
	cfmakeraw(&raw);
	tcsetattr(fd, TCSANOW, &raw);
	frames_init(&frames, fd, spool, true);
}

static void append(char ***list, char *text)
{
	size_t length = 0;

	while (*list && (*list)[length])
		length++;
	*list = realloc(*list, (length + 2) * sizeof(char *));
	if (!*list)
		fail_errno("the job");
	(*list)[length] = text;
	(*list)[length + 1] = NULL;
}

static void in_terminal(void)
{
	int fd;

	setsid();
	fd = open(ptsname(pty), O_RDWR);
	if (fd < 0)
		_exit(125);
	ioctl(fd, TIOCSCTTY, 0);
	for (int i = 0; i < 3; i++)
		if (terminal[i])
			dup2(fd, i);
	if (fd > 2)
		close(fd);
}

static void __attribute__((noreturn)) exec_command(int pipes[3][2])
{
	sigset_t none;

	setsid();
	for (int i = 0; i < 3; i++)
		if (!terminal[i])
			dup2(pipes[i][i == 0 ? 0 : 1], i);
	if (pty >= 0)
		in_terminal();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	execvp(arguments[0], arguments);
	fprintf(stderr, "kmod/vm: %s: %s\n", arguments[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

static void open_terminal(void)
{
	pty = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (pty < 0 || unlockpt(pty))
		fail_errno("no terminal for the command");
	ioctl(pty, TIOCSWINSZ, &window);
}

static int our_end(int pipes[3][2], int i)
{
	int fd;

	if (terminal[i])
		return fcntl(pty, F_DUPFD_CLOEXEC, 3);
	fd = pipes[i][i == 0 ? 1 : 0];
	close(pipes[i][i == 0 ? 0 : 1]);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static void start(void)
{
	int pipes[3][2];

	if (loader)
		fail_if(load_topology(loader, topology));
	if (chdir(directory))
		fail_errno(directory);
	environ = variables;
	if (terminal[0] || terminal[1] || terminal[2])
		open_terminal();
	for (int i = 0; i < 3; i++)
		if (!terminal[i] && pipe2(pipes[i], O_CLOEXEC))
			fail_errno("pipe");
	command = fork();
	if (command < 0)
		fail_errno("fork");
	if (command == 0)
		exec_command(pipes);
	sink_init(&input, our_end(pipes, 0), 0, STREAM_WINDOW);
	source_init(&output[1], our_end(pipes, 1), 1);
	/* One terminal has one stream of output, however many descriptors lead to it. */
	source_init(&output[2], terminal[1] && terminal[2] ? -1 : our_end(pipes, 2), 2);
}

static void handle_job(const struct frame *frame, char *text)
{
	switch (frame->type) {
	case FRAME_DIRECTORY:
		directory = text;
		break;
	case FRAME_ARGUMENT:
		append(&arguments, text);
		break;
	case FRAME_VARIABLE:
		append(&variables, text);
		break;
	case FRAME_MODULE:
		fail_if(load_module(text));
		break;
	case FRAME_LOADER:
		loader = text;
		break;
	case FRAME_TOPOLOGY:
		topology = text;
		break;
	case FRAME_TERMINAL:
		for (uint32_t i = 0; i < frame->length; i++)
			terminal[(int)text[i]] = true;
		break;
	case FRAME_START:
		start();
		break;
	}
}

static void set_window_size(const struct frame *frame, const char *payload)
{
	if (frame->length != sizeof(window))
		return;
	memcpy(&window, payload, sizeof(window));
	if (pty >= 0)
		ioctl(pty, TIOCSWINSZ, &window);
}

static void handle(const struct frame *frame, const char *payload)
{
	switch (frame->type) {
	case FRAME_DATA:
		sink_receive(&input, payload, frame->length);
		break;
	case FRAME_CREDIT:
		output[frame->stream].credit += frame_u32(frame, payload);
		break;
	case FRAME_CLOSE:
		source_close(&output[frame->stream]);
		break;
	case FRAME_SIGNAL:
		kill(-command, frame_u32(frame, payload));
		break;
	case FRAME_WINDOW_SIZE:
		set_window_size(frame, payload);
		break;
	default:
		handle_job(frame, strndup(payload, frame->length));
	}
}

static void reap(int signals)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	if (read(signals, &info, sizeof(info)) < 0)
		return;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if (pid == command)
			exit_status =
				WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* What the command wrote before it ended is still in the pipes; its children may hold them open. */
static bool drained(struct source *source)
{
	while (source_read(source, &frames))
		;
	return source->fd < 0 || source->credit;
}

/* A terminal gets what was written to it a little later, and then an end. */
static void wait_for_terminal(void)
{
	for (int i = 0; terminal[1] && output[1].fd >= 0 && i < 10; i++) {
		usleep(10 * 1000);
		source_read(&output[1], &frames);
	}
}

static void finish(void)
{
	if (!drained(&output[1]) || !drained(&output[2]))
		return;
	wait_for_terminal();
	sync();
	frames_send_u32(&frames, FRAME_EXITED, 0, exit_status);
	send_last();
}

enum { LINE_READY, CHILD_ENDED, INPUT_READY, OUTPUT_READY, ERRORS_READY, WAITS };

static void wait_once(int signals)
{
	struct pollfd waits[WAITS] = {
		[LINE_READY] = { .fd = frames.fd,
				 .events = POLLIN | (frames_writable(&frames) ? POLLOUT : 0) },
		[CHILD_ENDED] = { .fd = signals, .events = POLLIN },
		[INPUT_READY] = sink_poll(&input),
		[OUTPUT_READY] = source_poll(&output[1]),
		[ERRORS_READY] = source_poll(&output[2]),
	};

	if (poll(waits, WAITS, -1) < 0)
		return;
	if (waits[LINE_READY].revents && !frames_receive(&frames, handle))
		power_off();
	if (waits[CHILD_ENDED].revents)
		reap(signals);
	if (waits[INPUT_READY].revents)
		sink_write(&input, &frames);
	if (waits[OUTPUT_READY].revents)
		source_read(&output[1], &frames);
	if (waits[ERRORS_READY].revents)
		source_read(&output[2], &frames);
	frames_flush(&frames);
}

static int catch_children(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Without a console of the host the kernel starts us with none of them. */
static void open_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/console", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	close(fd);
}

int main(void)
{
	/* Before something is mounted on top of it. */
	int spool = open(getenv(SPOOL_VARIABLE), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const char *why = mount_file_systems();
	int signals;

	open_standard_files();
	signals = catch_children();
	open_line(spool);
	frames_send(&frames, FRAME_HELLO, 0, NULL, 0);
	fail_if(why);
	sethostname("iommufd", strlen("iommufd"));
	bring_up_network();
	input.fd = output[1].fd = output[2].fd = -1;
	for (;;) {
		wait_once(signals);
		if (exit_status >= 0)
			finish();
	}
}
