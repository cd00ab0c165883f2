// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

static const struct vfio_device_feature *const wire = (struct vfio_device_feature *)fake_ioctl.wire;

static void bad_parameters(void **state)
{
	uint8_t token[16];

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_feature_probe(NULL, 1, 0), "dev");
	assert_refuses_null(iommufd_device_feature(NULL, 1, token, 16), "dev");
	assert_refuses_null(iommufd_device_feature(&dev, 1, NULL, 16), "data");
	assert_refuses_null(iommufd_device_set_vf_token(NULL, token), "dev");
	assert_refuses_null(iommufd_device_set_vf_token(&dev, NULL), "token");
	assert_refuses_null(iommufd_device_set_bus_master(NULL, 1), "dev");
	assert_refuses_null(iommufd_device_low_power_entry(NULL), "dev");
	assert_refuses_null(iommufd_device_low_power_entry_with_wakeup(NULL, 1), "dev");
	assert_refuses_null(iommufd_device_low_power_exit(NULL), "dev");
	assert_refuses_null(iommufd_device_get_zpci_error(NULL, token), "dev");
	assert_refuses_null(iommufd_device_get_zpci_error(&dev, NULL), "data");
	assert_ret(iommufd_device_feature_probe(&dev, 0x10000, 0), -EINVAL);
	assert_error("iommufd_device_feature_probe", -EINVAL, "feature: EINVAL");
	assert_ret(iommufd_device_feature_probe(&dev, 1, IOMMUFD_FEATURE_PROBE), -EINVAL);
	assert_error("iommufd_device_feature_probe", -EINVAL, "access: EINVAL");
	assert_ret(iommufd_device_feature(&dev, 1, token, UINT32_MAX), -EOVERFLOW);
	assert_int_equal(fake_ioctl.calls, 0);
}

static void probe(void **state)
{
	(void)state;
	fake_ioctl_expect(ENOTTY, 0);
	assert_ret(iommufd_device_feature_probe(&dev, 0xffff, 0), -ENOTTY);
	assert_error("iommufd_device_feature_probe", -ENOTTY, "does not have this feature");
	assert_ret(iommufd_device_feature_probe(&dev, IOMMUFD_FEATURE_MIG_DEVICE_STATE,
						IOMMUFD_FEATURE_GET | IOMMUFD_FEATURE_SET),
		   0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0x70002);
}

static void answer_raw(void *buffer)
{
	memset((struct vfio_device_feature *)buffer + 1, 'y', 4);
}

static void raw_door(void **state)
{
	char data[1000] = "xxxx";

	(void)state;
	fake_ioctl_expect(EBUSY, 0);
	fake_ioctl.answer = answer_raw;
	assert_ret(iommufd_device_feature(&dev, IOMMUFD_FEATURE_GET | 0x1234, data, 4), -EBUSY);
	assert_string_equal(data, "xxxx");
	fake_ioctl.result = 5;
	assert_ret(iommufd_device_feature(&dev, IOMMUFD_FEATURE_GET | 0x1234, data, 4), 5);
	assert_string_equal(data, "yyyy");
	assert_int_equal(wire->argsz, sizeof(*wire) + 4);
	assert_int_equal(wire->flags, 0x11234);
	assert_memory_equal(wire + 1, "xxxx", 4);
	fake_ioctl.result = 0;
	strcpy(data, "xxxx");
	assert_ret(iommufd_device_feature(&dev, IOMMUFD_FEATURE_SET | 1, data, sizeof(data)), 0);
	assert_string_equal(data, "yyyy");
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_feature(&dev, IOMMUFD_FEATURE_SET | 1, NULL, 0), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
}

static void vf_token(void **state)
{
	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_set_vf_token(&dev, (const uint8_t *)"0123456789abcdef"), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + 16);
	assert_int_equal(wire->flags, 0x20000);
	assert_memory_equal(wire + 1, "0123456789abcdef", 16);
}

static void bus_master(void **state)
{
	const struct vfio_device_feature_bus_master *data = (const void *)(wire + 1);

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_set_bus_master(&dev, 1), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(*data));
	assert_int_equal(wire->flags, 0x2000a);
	assert_int_equal(data->op, VFIO_DEVICE_FEATURE_SET_MASTER);
	assert_ret(iommufd_device_set_bus_master(&dev, 0), 0);
	assert_int_equal(data->op, VFIO_DEVICE_FEATURE_CLEAR_MASTER);
}

static void low_power(void **state)
{
	const struct vfio_device_low_power_entry_with_wakeup *data = (const void *)(wire + 1);

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_low_power_entry(&dev), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0x20003);
	assert_ret(iommufd_device_low_power_exit(&dev), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0x20005);
	assert_ret(iommufd_device_low_power_entry_with_wakeup(&dev, 12), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(*data));
	assert_int_equal(wire->flags, 0x20004);
	assert_int_equal(data->wakeup_eventfd, 12);
	assert_int_equal(data->reserved, 0);
}

static void zpci_error(void **state)
{
	const struct vfio_device_feature_zpci_err *data = (const void *)(wire + 1);
	char buffer[64];

	(void)state;
	fake_ioctl_expect(ENOMSG, 0);
	assert_ret(iommufd_device_get_zpci_error(&dev, buffer), -ENOMSG);
	assert_ret(iommufd_device_get_zpci_error(&dev, buffer), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(*data));
	assert_int_equal(wire->flags, 0x1000d);
	assert_true(data->data == (uintptr_t)buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters), cmocka_unit_test(probe),
		cmocka_unit_test(raw_door),	  cmocka_unit_test(vf_token),
		cmocka_unit_test(bus_master),	  cmocka_unit_test(low_power),
		cmocka_unit_test(zpci_error),
	};

	return RUN_TESTS(tests);
}
