// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "setup.h"

static char failure[8192];

__attribute__((format(printf, 1, 2))) static const char *failed(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(failure, sizeof(failure), format, arguments);
	va_end(arguments);
	return failure;
}

static const struct {
	const char *type, *where, *options;
} mounts[] = {
	{ "proc", "/proc", NULL },
	{ "sysfs", "/sys", NULL },
	{ "devtmpfs", "/dev", NULL },
	{ "devpts", "/dev/pts", "mode=620,ptmxmode=666" },
	{ "tmpfs", "/dev/shm", "mode=1777" },
	{ "debugfs", "/sys/kernel/debug", NULL },
	{ "configfs", "/sys/kernel/config", NULL },
};

const char *mount_file_systems(void)
{
	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].where, 0755);
		if (mount(mounts[i].type, mounts[i].where, mounts[i].type, 0, mounts[i].options))
			return failed("%s cannot be mounted on %s: %s", mounts[i].type,
				      mounts[i].where, strerror(errno));
	}
	if (symlink("/proc/self/fd", "/dev/fd") || symlink("/proc/self/fd/0", "/dev/stdin") ||
	    symlink("/proc/self/fd/1", "/dev/stdout") || symlink("/proc/self/fd/2", "/dev/stderr"))
		return failed("/dev/fd cannot be linked: %s", strerror(errno));
	return NULL;
}

/* Not every kernel has a network, and few commands need it. */
void bring_up_network(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return;
	ioctl(fd, SIOCSIFFLAGS, &request);
	close(fd);
}

const char *load_module(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	long failed_load;

	if (fd < 0)
		return failed("the module %s cannot be opened: %s", path, strerror(errno));
	failed_load = syscall(SYS_finit_module, fd, "", 0);
	close(fd);
	if (failed_load)
		return failed("the module %s cannot be loaded: %s (the kernel log may tell more)",
			      path, strerror(errno));
	return NULL;
}

static void read_all(int fd, char *text, size_t size)
{
	size_t length = 0;
	ssize_t n;

	while (length < size - 1 && (n = read(fd, text + length, size - 1 - length)) > 0)
		length += n;
	text[length] = '\0';
}

const char *load_topology(const char *loader, const char *file)
{
	char output[4096];
	int pipe_fd[2], status;
	pid_t pid;

	if (pipe2(pipe_fd, O_CLOEXEC) || (pid = fork()) < 0)
		return failed("%s cannot be started: %s", loader, strerror(errno));
	if (pid == 0) {
		dup2(pipe_fd[1], STDOUT_FILENO);
		dup2(pipe_fd[1], STDERR_FILENO);
		execl(loader, loader, file, NULL);
		printf("%s\n", strerror(errno));
		fflush(stdout);
		_exit(127);
	}
	close(pipe_fd[1]);
	read_all(pipe_fd[0], output, sizeof(output));
	close(pipe_fd[0]);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		return failed("%s %s failed: %s", loader, file, output);
	return NULL;
}
