// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "mock.h"

#define ADDR UINT64_C(0xdeadbeef0000)

struct queue {
	uint32_t id;
	uint32_t hwpt;
	int fd;
};

/* A fault queue, and the device attached to an HWPT that has it. */
static struct queue queue_alloc(struct mock *mock)
{
	struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_FAULT_ID_VALID,
	};
	struct queue queue;

	assert_ret(iommufd_fault_queue_alloc(mock->ctx, &queue.id, &queue.fd), 0);
	opts.fault_id = queue.id;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &queue.hwpt), 0);
	assert_ret(mock_replace(mock, queue.hwpt), 0);
	return queue;
}

static bool readable(int fd, int timeout)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };

	return poll(&pollfd, 1, timeout) == 1;
}

static int respond(int fd, uint32_t cookie, uint32_t code)
{
	const struct iommufd_fault_response response = { .cookie = cookie, .code = code };

	return write(fd, &response, sizeof(response)) == sizeof(response) ? 0 : -errno;
}

static void ask_and_answer(void **state)
{
	struct mock *mock = *state;
	struct queue queue = queue_alloc(mock);
	struct iommufd_fault faults[4];

	assert_int_equal(fcntl(queue.fd, F_GETFD), FD_CLOEXEC);
	assert_false(readable(queue.fd, 0));
	assert_int_equal(read(queue.fd, faults, sizeof(faults)), 0);
	assert_ret(mock_fault(mock, ADDR, 7, IOMMUFD_FAULT_PERM_READ | IOMMUFD_FAULT_PERM_WRITE),
		   0);
	assert_true(readable(queue.fd, 10000));
	assert_int_equal(read(queue.fd, faults, sizeof(faults)), sizeof(faults[0]));
	assert_int_equal(faults[0].flags, IOMMUFD_FAULT_LAST_PAGE);
	assert_int_equal(faults[0].dev_id, mock->dev_id);
	assert_int_equal(faults[0].grpid, 7);
	assert_int_equal(faults[0].perm, 3);
	assert_true(faults[0].addr == ADDR);
	assert_int_equal(faults[0].length, 0);
	assert_false(readable(queue.fd, 0));
	assert_ret(respond(queue.fd, faults[0].cookie, IOMMUFD_FAULT_RESPONSE_SUCCESS), 0);
	assert_ret(respond(queue.fd, faults[0].cookie, IOMMUFD_FAULT_RESPONSE_SUCCESS), -EINVAL);
	close(queue.fd);
}

static void several_groups(void **state)
{
	struct mock *mock = *state;
	struct queue queue = queue_alloc(mock);
	struct iommufd_fault faults[2];
	struct iommufd_fault_response responses[2];

	for (uint32_t i = 0; i < 2; i++) {
		assert_ret(mock_fault(mock, ADDR + i * 0x1000, i, IOMMUFD_FAULT_PERM_READ), 0);
		assert_true(readable(queue.fd, 10000));
	}
	for (uint32_t i = 0; i < 2; i++) {
		assert_true(readable(queue.fd, 10000));
		assert_int_equal(read(queue.fd, &faults[i], sizeof(faults[i])), sizeof(faults[i]));
		responses[i] = (struct iommufd_fault_response){
			.cookie = faults[i].cookie,
			.code = IOMMUFD_FAULT_RESPONSE_INVALID,
		};
	}
	assert_true(faults[0].cookie != faults[1].cookie);
	assert_int_equal(write(queue.fd, responses, sizeof(responses)), sizeof(responses));
	close(queue.fd);
}

static void reading_and_writing_refuse(void **state)
{
	struct mock *mock = *state;
	struct queue queue = queue_alloc(mock);
	struct iommufd_fault fault;

	assert_ret(mock_fault(mock, ADDR, 7, IOMMUFD_FAULT_PERM_READ), 0);
	assert_true(readable(queue.fd, 10000));
	assert_int_equal(read(queue.fd, &fault, sizeof(fault) - 1), -1);
	assert_int_equal(errno, ESPIPE);
	assert_int_equal(read(queue.fd, &fault, 0), -1);
	assert_int_equal(errno, EINVAL);
	assert_ret(respond(queue.fd, 1, IOMMUFD_FAULT_RESPONSE_SUCCESS), -EINVAL);
	assert_int_equal(read(queue.fd, &fault, sizeof(fault)), sizeof(fault));
	assert_ret(respond(queue.fd, fault.cookie, 5), -EINVAL);
	assert_ret(respond(queue.fd, fault.cookie, IOMMUFD_FAULT_RESPONSE_SUCCESS), 0);
	close(queue.fd);
}

static void goes_in_order(void **state)
{
	struct mock *mock = *state;
	struct queue queue = queue_alloc(mock);

	assert_ret(iommufd_destroy(mock->ctx, queue.id), -EBUSY);
	close(queue.fd);
	assert_ret(iommufd_destroy(mock->ctx, queue.id), -EBUSY);
	assert_ret(mock_replace(mock, mock->ioas), 0);
	assert_ret(iommufd_destroy(mock->ctx, queue.hwpt), 0);
	assert_ret(iommufd_destroy(mock->ctx, queue.id), 0);
}

static void detaching_answers(void **state)
{
	struct mock *mock = *state;
	struct queue queue = queue_alloc(mock);
	struct iommufd_fault fault;

	assert_ret(mock_fault(mock, ADDR, 7, IOMMUFD_FAULT_PERM_READ), 0);
	assert_true(readable(queue.fd, 10000));
	assert_int_equal(read(queue.fd, &fault, sizeof(fault)), sizeof(fault));
	assert_ret(mock_replace(mock, mock->ioas), 0);
	assert_ret(respond(queue.fd, fault.cookie, IOMMUFD_FAULT_RESPONSE_SUCCESS), -EINVAL);
	close(queue.fd);
}

static void a_parent_has_no_faults(void **state)
{
	struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_FAULT_ID_VALID | IOMMUFD_HWPT_ALLOC_NEST_PARENT,
	};
	struct mock *mock = *state;
	uint32_t hwpt = 77;
	int fd;

	assert_ret(iommufd_fault_queue_alloc(mock->ctx, &opts.fault_id, &fd), 0);
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &hwpt),
		   -EOPNOTSUPP);
	assert_error("iommufd_hwpt_alloc", -EOPNOTSUPP, "nest parent cannot have a fault queue");
	assert_int_equal(hwpt, 77);
	close(fd);
}

static void too_many_files(void **state)
{
	struct mock *mock = *state;
	struct rlimit old, low;
	uint32_t id = 77;
	int fd = 78;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	low = old;
	low.rlim_cur = 3;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
	assert_ret(iommufd_fault_queue_alloc(mock->ctx, &id, &fd), -EMFILE);
	assert_error("iommufd_fault_queue_alloc", -EMFILE, "RLIMIT_NOFILE");
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
	assert_int_equal(id, 77);
	assert_int_equal(fd, 78);
	assert_ret(iommufd_fault_queue_alloc(mock->ctx, &id, &fd), 0);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		mock_test(ask_and_answer),
		mock_test(several_groups),
		mock_test(reading_and_writing_refuse),
		mock_test(goes_in_order),
		mock_test(detaching_answers),
		mock_test(a_parent_has_no_faults),
		mock_test(too_many_files),
	};

	return RUN_TESTS(tests);
}
