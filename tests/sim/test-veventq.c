// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "mock.h"

#define VIRT_ID 0x99u

/* What the mock reports, behind the header that all events have. */
struct event {
	struct iommufd_vevent header;
	uint32_t virt_id;
};

static bool readable(int fd)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };

	return poll(&pollfd, 1, 0) == 1;
}

/* A vIOMMU with the device in it under VIRT_ID. */
static uint32_t viommu_with_device(struct mock *mock)
{
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), vdevice;

	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, mock->dev_id, VIRT_ID, &vdevice), 0);
	assert_ret(mock_replace(mock, mock_nested(mock, viommu, 0)), 0);
	return viommu;
}

static void events_arrive(void **state)
{
	struct mock *mock = *state;
	uint32_t viommu = viommu_with_device(mock), id;
	struct event events[4];
	int fd;

	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 4, &id, &fd), 0);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	assert_false(readable(fd));
	assert_int_equal(read(fd, events, sizeof(events)), 0);
	assert_ret(mock_event(mock), 0);
	assert_ret(mock_event(mock), 0);
	assert_true(readable(fd));
	assert_int_equal(read(fd, events, sizeof(events[0]) - 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(read(fd, events, sizeof(events)), 2 * sizeof(events[0]));
	for (uint32_t i = 0; i < 2; i++) {
		assert_int_equal(events[i].header.flags, 0);
		assert_int_equal(events[i].header.sequence, i);
		assert_int_equal(events[i].virt_id, VIRT_ID);
	}
	assert_false(readable(fd));
	close(fd);
}

static void what_does_not_fit_is_lost_and_told(void **state)
{
	struct mock *mock = *state;
	uint32_t viommu = viommu_with_device(mock), id;
	struct event events[3];
	int fd;

	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 1, &id, &fd), 0);
	for (int i = 0; i < 3; i++)
		assert_ret(mock_event(mock), 0);
	assert_int_equal(read(fd, events, sizeof(events)),
			 sizeof(events[0]) + sizeof(events[1].header));
	assert_int_equal(events[0].header.sequence, 0);
	assert_int_equal(events[1].header.flags, IOMMUFD_VEVENT_LOST_EVENTS);
	assert_int_equal(events[1].header.sequence, 2);
	assert_ret(mock_event(mock), 0);
	assert_int_equal(read(fd, events, sizeof(events)), sizeof(events[0]));
	assert_int_equal(events[0].header.flags, 0);
	assert_int_equal(events[0].header.sequence, 3);
	close(fd);
}

static void goes_in_order(void **state)
{
	struct mock *mock = *state;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), id;
	int fd;

	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 1, &id, &fd), 0);
	assert_ret(iommufd_destroy(mock->ctx, viommu), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, id), -EBUSY);
	close(fd);
	assert_ret(iommufd_destroy(mock->ctx, id), 0);
	assert_ret(iommufd_destroy(mock->ctx, viommu), 0);
}

static void refuses(void **state)
{
	struct mock *mock = *state;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), id, none = 77;
	int fd, no_fd = 78;

	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, 0, 1, &none, &no_fd), -EOPNOTSUPP);
	assert_error("iommufd_veventq_alloc", -EOPNOTSUPP, "no vEVENTQs of this type");
	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 0, &none, &no_fd),
		   -EINVAL);
	assert_error("iommufd_veventq_alloc", -EINVAL, "from 1 to 2^19");
	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, (1u << 19) + 1, &none,
					 &no_fd),
		   -EINVAL);
	assert_ret(iommufd_veventq_alloc(mock->ctx, 0xfffff, MOCK_VEVENTQ, 1, &none, &no_fd),
		   -ENOENT);
	assert_error("iommufd_veventq_alloc", -ENOENT, "no vIOMMU");
	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 1u << 19, &id, &fd), 0);
	assert_ret(iommufd_veventq_alloc(mock->ctx, viommu, MOCK_VEVENTQ, 1, &none, &no_fd),
		   -EEXIST);
	assert_error("iommufd_veventq_alloc", -EEXIST, "already");
	assert_int_equal(none, 77);
	assert_int_equal(no_fd, 78);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		mock_test(events_arrive),
		mock_test(what_does_not_fit_is_lost_and_told),
		mock_test(goes_in_order),
		mock_test(refuses),
	};

	return RUN_TESTS(tests);
}
