// SPDX-License-Identifier: GPL-2.0-only
/*
 * Boots a User-Mode Linux kernel and runs one command in it through init.c: the command's streams
 * are this process's own, its exit status too. 125 is for what went wrong around it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "options.h"
#include "stream.h"

#define LINE_FD 3 /* the serial line, in the kernel's process: ssl0=fd:3 */

enum { EXIT_TIME_LIMIT = 124, EXIT_RUNNER = 125 };

#define BOOT_SECONDS  60 /* a kernel boots in one, or in a few with checkers on a busy machine */
#define GRACE_SECONDS 3	 /* from asking the command to end to killing it, and then the kernel */
#define HALT_SECONDS  10

static struct options options;
static struct frames frames;
static struct source input;
static struct sink output[3]; /* 1 and 2 are used */
static pid_t kernel;
static bool kernel_ended;
static bool on_terminal;
static struct termios terminal_settings;
static int status = -1; /* ours, once it is known */

/* What happens next if nothing else does, and when. */
static enum stage { BOOTING, RUNNING, ASKED_TO_END, KILLED, HALTING } stage;
static time_t deadline;

static time_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

static void enter(enum stage next, long seconds)
{
	stage = next;
	deadline = seconds ? now() + seconds : 0;
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	va_list arguments;

	if (on_terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal_settings);
	va_start(arguments, format);
	fprintf(stderr, "kmod/vm: ");
	vfprintf(stderr, format, arguments);
	fprintf(stderr, "\n");
	va_end(arguments);
}

static void make_terminal_raw(void)
{
	struct termios raw;

	on_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
		      tcgetattr(STDIN_FILENO, &terminal_settings) == 0;
	if (!on_terminal)
		return;
	raw = terminal_settings;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

static void restore_terminal(void)
{
	if (on_terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal_settings);
}

static void send_window_size(void)
{
	struct winsize window;

	if (on_terminal && ioctl(STDIN_FILENO, TIOCGWINSZ, &window) == 0)
		frames_send(&frames, FRAME_WINDOW_SIZE, 0, &window, sizeof(window));
}

static void __attribute__((noreturn)) exec_kernel(int line, pid_t parent)
{
	int null = open("/dev/null", O_RDONLY);
	int log = open(options.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
	sigset_t none;

	/* Whatever ends us, the kernel must not be left behind. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_RUNNER);
	if (log < 0) {
		say("the kernel log %s cannot be written: %s", options.log, strerror(errno));
		_exit(EXIT_RUNNER);
	}
	dup2(null, STDIN_FILENO);
	dup2(log, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	dup2(line, LINE_FD);
	close_range(LINE_FD + 1, ~0U, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setenv("TMPDIR", options.memory, 1);
	execv(options.kernel[0], options.kernel);
	fprintf(stderr, "%s: %s\n", options.kernel[0], strerror(errno));
	_exit(EXIT_RUNNER);
}

static void start_kernel(void)
{
	pid_t parent = getpid();
	int line[2], spool = open(options.spool, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (spool < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) ||
	    (kernel = fork()) < 0) {
		say("the kernel cannot be started: %s", strerror(errno));
		exit(EXIT_RUNNER);
	}
	if (kernel == 0)
		exec_kernel(line[1], parent);
	close(line[1]);
	fcntl(line[0], F_SETFL, O_NONBLOCK);
	frames_init(&frames, line[0], spool, false);
	enter(BOOTING, BOOT_SECONDS);
}

static void send_terminal(void)
{
	const char streams[] = { 0, 1, 2 };

	if (!on_terminal)
		return;
	send_window_size();
	/* Errors that go elsewhere stay apart. */
	frames_send(&frames, FRAME_TERMINAL, 0, streams, isatty(STDERR_FILENO) ? 3 : 2);
}

static void send_job(void)
{
	char *directory = get_current_dir_name();

	frames_send_text(&frames, FRAME_DIRECTORY, directory ? directory : "/");
	free(directory);
	for (char **argument = options.command; *argument; argument++)
		frames_send_text(&frames, FRAME_ARGUMENT, *argument);
	for (char **variable = environ; *variable; variable++)
		frames_send_text(&frames, FRAME_VARIABLE, *variable);
	for (const char **module = options.modules; *module; module++)
		frames_send_text(&frames, FRAME_MODULE, *module);
	if (options.loader && options.topology) {
		frames_send_text(&frames, FRAME_LOADER, options.loader);
		frames_send_text(&frames, FRAME_TOPOLOGY, options.topology);
	}
	send_terminal();
	frames_send(&frames, FRAME_START, 0, NULL, 0);
	source_init(&input, dup(STDIN_FILENO), 0);
	enter(RUNNING, options.timeout);
}

static void handle(const struct frame *frame, const char *payload)
{
	switch (frame->type) {
	case FRAME_HELLO:
		if (stage == BOOTING)
			send_job();
		break;
	case FRAME_FAILED:
		say("%.*s", (int)frame->length, payload);
		status = EXIT_RUNNER;
		enter(HALTING, HALT_SECONDS);
		break;
	case FRAME_EXITED:
		if (status < 0)
			status = frame_u32(frame, payload);
		enter(HALTING, HALT_SECONDS);
		break;
	case FRAME_DATA:
		sink_receive(&output[frame->stream], payload, frame->length);
		break;
	case FRAME_CREDIT:
		input.credit += frame_u32(frame, payload);
		break;
	case FRAME_CLOSE:
		source_close(&input);
		break;
	}
}

static void kill_kernel(void)
{
	kill(kernel, SIGKILL);
	deadline = 0;
}

/* Not even what is still to be written is waited for: its reader may be stuck. */
static void give_up(void)
{
	kill_kernel();
	output[1].length = 0;
	output[2].length = 0;
}

static void signal_command(int number)
{
	frames_send_u32(&frames, FRAME_SIGNAL, 0, number);
}

/* Ask once, then insist. */
static void end_run(int number, int exit_status)
{
	if (status < 0)
		status = exit_status;
	if (stage == BOOTING || stage == KILLED || stage == HALTING) {
		give_up();
	} else if (stage == RUNNING) {
		signal_command(number);
		enter(ASKED_TO_END, GRACE_SECONDS);
	} else if (stage == ASKED_TO_END) {
		signal_command(SIGKILL);
		enter(KILLED, GRACE_SECONDS);
	}
}

static void deadline_passed(void)
{
	switch (stage) {
	case BOOTING:
		say("the kernel says nothing for %d seconds", BOOT_SECONDS);
		kill_kernel();
		break;
	case RUNNING:
		say("the time limit of %ld seconds is over; ending the command", options.timeout);
		end_run(SIGTERM, EXIT_TIME_LIMIT);
		break;
	case ASKED_TO_END:
	case KILLED:
		end_run(SIGKILL, EXIT_RUNNER);
		break;
	case HALTING:
		kill_kernel();
		break;
	}
}

static void handle_signal(int signals)
{
	struct signalfd_siginfo info;

	if (read(signals, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo == SIGCHLD)
		kernel_ended = waitpid(kernel, NULL, WNOHANG) == kernel;
	else if (info.ssi_signo == SIGWINCH)
		send_window_size();
	else
		end_run(info.ssi_signo, 128 + info.ssi_signo);
}

enum { LINE_READY, SIGNALLED, INPUT_READY, OUTPUT_READY, ERRORS_READY, WAITS };

static int milliseconds_left(void)
{
	time_t left = deadline - now();

	if (!deadline)
		return -1;
	return left > 0 ? left * 1000 : 0;
}

static void wait_once(int signals)
{
	struct pollfd waits[WAITS] = {
		[LINE_READY] = { .fd = frames.fd,
				 .events = POLLIN | (frames_writable(&frames) ? POLLOUT : 0) },
		[SIGNALLED] = { .fd = signals, .events = POLLIN },
		[INPUT_READY] = source_poll(&input),
		[OUTPUT_READY] = sink_poll(&output[1]),
		[ERRORS_READY] = sink_poll(&output[2]),
	};

	if (poll(waits, WAITS, milliseconds_left()) == 0 && milliseconds_left() == 0)
		deadline_passed();
	if (waits[SIGNALLED].revents)
		handle_signal(signals);
	if (waits[INPUT_READY].revents)
		source_read(&input, &frames);
	if (waits[OUTPUT_READY].revents)
		sink_write(&output[1], &frames);
	if (waits[ERRORS_READY].revents)
		sink_write(&output[2], &frames);
	if (waits[LINE_READY].revents && !frames_receive(&frames, handle)) {
		close(frames.fd);
		frames.fd = -1;
	}
	if (frames.fd >= 0)
		frames_flush(&frames);
}

/* The last output may be behind the kernel's end in the line, and behind a slow reader of ours. */
static bool finished(void)
{
	return kernel_ended && frames.fd < 0 && !output[1].length && !output[2].length;
}

static int catch_signals(void)
{
	const int numbers[] = { SIGCHLD, SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaddset(&set, numbers[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Signals stay blocked: what follows is short and cleans up. */
static int finish(bool kernel_failed)
{
	static char number[4];

	if (!options.finish_count)
		return status;
	snprintf(number, sizeof(number), "%d", status & 255);
	options.finish[options.finish_count] = number;
	options.finish[options.finish_count + 1] = kernel_failed ? "yes" : "no";
	execv(options.finish[0], options.finish);
	say("%s: %s", options.finish[0], strerror(errno));
	return EXIT_RUNNER;
}

/* A stream that the caller has closed is an empty one, and its number is not to be reused. */
static void open_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	close(fd);
}

int main(int argc, char **argv)
{
	bool kernel_failed;
	int signals;

	parse_options(&options, argc, argv);
	open_standard_files();
	signals = catch_signals();
	input.fd = -1;
	/* A sink closes what it ends, and messages still go to standard error. */
	sink_init(&output[1], dup(STDOUT_FILENO), 1, PIPE_BUF);
	sink_init(&output[2], dup(STDERR_FILENO), 2, PIPE_BUF);
	start_kernel();
	make_terminal_raw();
	while (!finished())
		wait_once(signals);
	restore_terminal();
	kernel_failed = status < 0;
	if (kernel_failed) {
		say("the kernel %s; its log is %s",
		    stage == BOOTING ? "did not boot" : "stopped before the command ended",
		    options.log);
		status = EXIT_RUNNER;
	}
	return finish(kernel_failed);
}
