// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

struct mig_state {
	struct vfio_device_feature head;
	struct vfio_device_feature_mig_state data;
};

static const struct vfio_device_feature *const wire = (struct vfio_device_feature *)fake_ioctl.wire;

static void bad_parameters(void **state)
{
	struct iommufd_precopy_info info = { .size = 8, .dirty_bytes = 7 };
	uint64_t number;
	uint32_t mig_state;
	int32_t fd;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_get_migration(NULL, &number), "dev");
	assert_refuses_null(iommufd_device_get_migration(&dev, NULL), "flags");
	assert_refuses_null(iommufd_device_get_mig_state(NULL, &mig_state), "dev");
	assert_refuses_null(iommufd_device_get_mig_state(&dev, NULL), "mig_state");
	assert_refuses_null(iommufd_device_set_mig_state(NULL, 1, &fd), "dev");
	assert_refuses_null(iommufd_device_set_mig_state(&dev, 1, NULL), "data_fd");
	assert_refuses_null(iommufd_device_get_mig_data_size(NULL, &number), "dev");
	assert_refuses_null(iommufd_device_get_mig_data_size(&dev, NULL), "length");
	assert_refuses_null(iommufd_device_set_mig_precopy_info_v2(NULL), "dev");
	assert_refuses_null(iommufd_mig_get_precopy_info(5, NULL), "info");
	assert_ret(iommufd_mig_get_precopy_info(5, &info), -EINVAL);
	assert_error("iommufd_mig_get_precopy_info", -EINVAL, "size");
	assert_int_equal(info.dirty_bytes, 7);
	assert_int_equal(fake_ioctl.calls, 0);
}

static void answer_number(void *buffer)
{
	const uint64_t number = UINT64_C(0x8000000000000005);

	memcpy((struct vfio_device_feature *)buffer + 1, &number, sizeof(number));
}

static void migration(void **state)
{
	uint64_t flags = 7;

	(void)state;
	fake_ioctl_expect(ENOTTY, 0);
	fake_ioctl.answer = answer_number;
	assert_ret(iommufd_device_get_migration(&dev, &flags), -ENOTTY);
	assert_int_equal(flags, 7);
	assert_ret(iommufd_device_get_migration(&dev, &flags), 0);
	assert_true(flags == UINT64_C(0x8000000000000005));
	assert_int_equal(wire->argsz, sizeof(*wire) + 8);
	assert_int_equal(wire->flags, 0x10001);
}

static void data_size(void **state)
{
	uint64_t length = 7;

	(void)state;
	fake_ioctl_expect(ENOTTY, 0);
	fake_ioctl.answer = answer_number;
	assert_ret(iommufd_device_get_mig_data_size(&dev, &length), -ENOTTY);
	assert_int_equal(length, 7);
	assert_ret(iommufd_device_get_mig_data_size(&dev, &length), 0);
	assert_true(length == UINT64_C(0x8000000000000005));
	assert_int_equal(wire->argsz, sizeof(*wire) + 8);
	assert_int_equal(wire->flags, 0x10009);
}

static void answer_state(void *buffer)
{
	struct mig_state *cmd = buffer;

	if (cmd->head.flags & VFIO_DEVICE_FEATURE_GET)
		cmd->data.device_state = VFIO_DEVICE_STATE_RUNNING;
	else
		cmd->data.data_fd = cmd->data.device_state == VFIO_DEVICE_STATE_STOP ? -1 : 33;
}

static void get_state(void **state)
{
	uint32_t mig_state = 77;

	(void)state;
	fake_ioctl_expect(ENOTTY, 0);
	fake_ioctl.answer = answer_state;
	assert_ret(iommufd_device_get_mig_state(&dev, &mig_state), -ENOTTY);
	assert_int_equal(mig_state, 77);
	assert_ret(iommufd_device_get_mig_state(&dev, &mig_state), 0);
	assert_int_equal(mig_state, IOMMUFD_MIG_STATE_RUNNING);
	assert_int_equal(wire->argsz, sizeof(struct mig_state));
	assert_int_equal(wire->flags, 0x10002);
}

static void set_state(void **state)
{
	const struct mig_state *sent = (const struct mig_state *)fake_ioctl.wire;
	int32_t fd = 77;

	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	fake_ioctl.answer = answer_state;
	assert_ret(iommufd_device_set_mig_state(&dev, IOMMUFD_MIG_STATE_STOP_COPY, &fd), -EINVAL);
	assert_int_equal(fd, 77);
	assert_ret(iommufd_device_set_mig_state(&dev, IOMMUFD_MIG_STATE_STOP, &fd), 0);
	assert_int_equal(fd, -1);
	assert_ret(iommufd_device_set_mig_state(&dev, IOMMUFD_MIG_STATE_STOP_COPY, &fd), 0);
	assert_int_equal(fd, 33);
	assert_int_equal(sent->head.argsz, sizeof(*sent));
	assert_int_equal(sent->head.flags, 0x20002);
	assert_int_equal(sent->data.device_state, VFIO_DEVICE_STATE_STOP_COPY);
	assert_int_equal(sent->data.data_fd, -1);
}

static void answer_precopy(void *buffer)
{
	struct vfio_precopy_info *cmd = buffer;

	cmd->flags = VFIO_PRECOPY_INFO_REINIT;
	cmd->initial_bytes = UINT64_C(1) << 40;
	cmd->dirty_bytes = UINT64_C(1) << 41;
}

static void precopy(void **state)
{
	const struct vfio_precopy_info *sent = (const struct vfio_precopy_info *)fake_ioctl.wire;
	struct iommufd_precopy_info info = { .size = sizeof(info), .flags = 77 };

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_set_mig_precopy_info_v2(&dev), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0x2000c);
	fake_ioctl_expect(EINVAL, 0);
	fake_ioctl.answer = answer_precopy;
	assert_ret(iommufd_mig_get_precopy_info(33, &info), -EINVAL);
	assert_error("iommufd_mig_get_precopy_info", -EINVAL, "not in PRE_COPY");
	assert_int_equal(info.flags, 77);
	assert_ret(iommufd_mig_get_precopy_info(33, &info), 0);
	assert_int_equal(fake_ioctl.fd, 33);
	assert_int_equal(fake_ioctl.request, VFIO_MIG_GET_PRECOPY_INFO);
	assert_int_equal(sent->argsz, sizeof(*sent));
	assert_int_equal(info.flags, IOMMUFD_PRECOPY_INFO_REINIT);
	assert_true(info.initial_bytes == UINT64_C(1) << 40);
	assert_true(info.dirty_bytes == UINT64_C(1) << 41);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters), cmocka_unit_test(migration),
		cmocka_unit_test(data_size),	  cmocka_unit_test(get_state),
		cmocka_unit_test(set_state),	  cmocka_unit_test(precopy),
	};

	return RUN_TESTS(tests);
}
