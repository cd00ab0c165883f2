// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

static const struct vfio_irq_set *const wire = (struct vfio_irq_set *)fake_ioctl.wire;

static void bad_parameters(void **state)
{
	struct iommufd_irq_info info = { .size = 8, .count = 7 };
	const uint8_t which = 1;
	const int32_t fd = 0;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_device_get_irq_info(NULL, 0, &info), "dev");
	assert_refuses_null(iommufd_device_get_irq_info(&dev, 0, NULL), "info");
	assert_refuses_null(iommufd_device_set_irqs(NULL, 0, IOMMUFD_IRQ_MASK, 0, 1), "dev");
	assert_refuses_null(iommufd_device_set_irqs_bool(NULL, 0, IOMMUFD_IRQ_MASK, 0, &which, 1),
			    "dev");
	assert_refuses_null(iommufd_device_set_irqs_bool(&dev, 0, IOMMUFD_IRQ_MASK, 0, NULL, 1),
			    "which");
	assert_refuses_null(
		iommufd_device_set_irqs_eventfd(NULL, 0, IOMMUFD_IRQ_TRIGGER, 0, &fd, 1), "dev");
	assert_refuses_null(
		iommufd_device_set_irqs_eventfd(&dev, 0, IOMMUFD_IRQ_TRIGGER, 0, NULL, 1), "fds");
	assert_ret(iommufd_device_get_irq_info(&dev, 0, &info), -EINVAL);
	assert_error("iommufd_device_get_irq_info", -EINVAL, "size");
	assert_int_equal(info.count, 7);
	assert_ret(iommufd_device_set_irqs_bool(&dev, 0, IOMMUFD_IRQ_MASK, 0, &which, UINT32_MAX),
		   -EOVERFLOW);
	assert_ret(iommufd_device_set_irqs_eventfd(&dev, 0, IOMMUFD_IRQ_TRIGGER, 0, &fd, 1u << 30),
		   -EOVERFLOW);
	assert_error("iommufd_device_set_irqs_eventfd", -EOVERFLOW, "count: EOVERFLOW");
	assert_int_equal(fake_ioctl.calls, 0);
}

static void answer_info(void *buffer)
{
	struct vfio_irq_info *cmd = buffer;

	cmd->flags = 0xb;
	cmd->count = 32;
}

static void info(void **state)
{
	struct vfio_irq_info *sent = (struct vfio_irq_info *)fake_ioctl.wire;
	struct iommufd_irq_info info = { .size = sizeof(info), .count = 7 };

	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	fake_ioctl.answer = answer_info;
	assert_ret(iommufd_device_get_irq_info(&dev, 2, &info), -EINVAL);
	assert_error("iommufd_device_get_irq_info", -EINVAL, "id 9: the device is not bound");
	assert_int_equal(info.count, 7);
	assert_ret(iommufd_device_get_irq_info(&dev, 2, &info), 0);
	assert_int_equal(sent->argsz, sizeof(*sent));
	assert_int_equal(sent->index, 2);
	assert_int_equal(info.index, 2);
	assert_int_equal(info.count, 32);
	assert_int_equal(info.flags,
			 IOMMUFD_IRQ_EVENTFD | IOMMUFD_IRQ_MASKABLE | IOMMUFD_IRQ_NORESIZE);
}

static void without_data(void **state)
{
	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	assert_ret(iommufd_device_set_irqs(&dev, 1, IOMMUFD_IRQ_UNMASK, 3, 5), -EINVAL);
	assert_error("iommufd_device_set_irqs", -EINVAL, "id 9: ");
	assert_ret(iommufd_device_set_irqs(&dev, 1, IOMMUFD_IRQ_UNMASK, 3, 5), 0);
	assert_int_equal(fake_ioctl.request, VFIO_DEVICE_SET_IRQS);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_ACTION_UNMASK);
	assert_int_equal(wire->index, 1);
	assert_int_equal(wire->start, 3);
	assert_int_equal(wire->count, 5);
}

static void bools(void **state)
{
	const uint8_t which[] = { 1, 0, 1 };

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_set_irqs_bool(&dev, 1, IOMMUFD_IRQ_MASK, 3, which, 3), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + 3);
	assert_int_equal(wire->flags, VFIO_IRQ_SET_DATA_BOOL | VFIO_IRQ_SET_ACTION_MASK);
	assert_int_equal(wire->start, 3);
	assert_int_equal(wire->count, 3);
	assert_memory_equal(wire + 1, which, 3);
}

static void eventfds(void **state)
{
	const int32_t fds[] = { 12, -1, 13 };

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_set_irqs_eventfd(&dev, 2, IOMMUFD_IRQ_TRIGGER, 4, fds, 3), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(fds));
	assert_int_equal(wire->flags, VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER);
	assert_int_equal(wire->index, 2);
	assert_int_equal(wire->start, 4);
	assert_int_equal(wire->count, 3);
	assert_memory_equal(wire + 1, fds, sizeof(fds));
}

static int32_t many[2048], seen[2048];

static void look_at_many(void *buffer)
{
	const struct vfio_irq_set *cmd = buffer;

	assert_int_equal(cmd->argsz, sizeof(*cmd) + sizeof(many));
	memcpy(seen, cmd + 1, sizeof(seen));
}

static void as_many_as_msix_has(void **state)
{
	(void)state;
	for (int i = 0; i < 2048; i++)
		many[i] = i;
	fake_ioctl_expect(0);
	fake_ioctl.answer = look_at_many;
	assert_ret(iommufd_device_set_irqs_eventfd(&dev, 2, IOMMUFD_IRQ_TRIGGER, 0, many, 2048), 0);
	assert_memory_equal(seen, many, sizeof(many));
}

/* The kernel answers with a number, which must not pass for success. */
static void fewer_vectors_than_asked_for(void **state)
{
	struct iommufd_error error = { .size = sizeof(error) };
	const int32_t fds[] = { 12, 13 };

	(void)state;
	fake_ioctl_expect(0);
	fake_ioctl.result = 1;
	assert_ret(iommufd_device_set_irqs_eventfd(&dev, 1, IOMMUFD_IRQ_TRIGGER, 0, fds, 2),
		   -ENOSPC);
	assert_error("iommufd_device_set_irqs_eventfd", -ENOSPC, "vectors");
	assert_ret(iommufd_error_get(&error), 0);
	assert_int_equal(error.length, 1);
	assert_int_equal(error.id, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters),
		cmocka_unit_test(info),
		cmocka_unit_test(without_data),
		cmocka_unit_test(bools),
		cmocka_unit_test(eventfds),
		cmocka_unit_test(as_many_as_msix_has),
		cmocka_unit_test(fewer_vectors_than_asked_for),
	};

	return RUN_TESTS(tests);
}
