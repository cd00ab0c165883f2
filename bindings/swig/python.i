/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* What the roles of iommufd.i mean in Python. */

/*
 * Failures: iommufd.IommufdError, made from what the library knows about the last failing call of
 * this thread.
 */
%{
#include <string.h>

static PyObject *error_class(void)
{
	PyObject *module = PyImport_ImportModule("iommufd._errors");
	PyObject *class;

	if (!module)
		return NULL;
	class = PyObject_GetAttrString(module, "IommufdError");
	Py_DECREF(module);
	return class;
}

static void raise_status(int code)
{
	struct iommufd_error error = { .size = sizeof(error) };
	PyObject *class, *path, *exception;

	if (code == -ENOMEM && iommufd_error_get(&error) == 0 && error.code != code) {
		PyErr_NoMemory();
		return;
	}
	iommufd_error_get(&error);
	class = error_class();
	if (!class)
		return;
	path = error.path ? PyUnicode_DecodeFSDefault(error.path) : Py_NewRef(Py_None);
	exception = PyObject_CallFunction(class, "iNzzzNzIIKK", -code,
					  PyUnicode_DecodeFSDefault(iommufd_error_message()),
					  error.function, error.ioctl, error.argument, path,
					  error.hint, error.id, error.pt_id,
					  (unsigned long long)error.start,
					  (unsigned long long)error.length);
	if (exception)
		PyErr_SetObject(class, exception);
	Py_XDECREF(exception);
	Py_DECREF(class);
}

/* Like SWIG_AppendOutput(), whose treatment of None depends on the version of SWIG. */
static PyObject *append_result(PyObject *result, PyObject *value)
{
	PyObject *pair, *joined;

	if (!value || !result || result == Py_None) {
		Py_XDECREF(result);
		return value;
	}
	if (!PyTuple_Check(result)) {
		pair = PyTuple_Pack(2, result, value);
		Py_DECREF(result);
		Py_DECREF(value);
		return pair;
	}
	pair = PyTuple_Pack(1, value);
	joined = pair ? PySequence_Concat(result, pair) : NULL;
	Py_XDECREF(pair);
	Py_DECREF(result);
	Py_DECREF(value);
	return joined;
}
%}

%typemap(out) int STATUS {
	if ($1 < 0) {
		raise_status($1);
		SWIG_fail;
	}
	$result = SWIG_Py_Void();
}

%typemap(out) int DESCRIPTOR {
	if ($1 < 0) {
		raise_status($1);
		SWIG_fail;
	}
	$result = PyLong_FromLong($1);
}

/* Opaque handles. None is NULL, which the library refuses. */
%typemap(in, numinputs=0) struct HANDLE **OUT ($*1_ltype handle = NULL) {
	$1 = &handle;
}
%typemap(argout) struct HANDLE **OUT {
	$result = append_result($result, SWIG_NewPointerObj(*$1, $*1_descriptor, 0));
}

/* Structs with their size in front. */
%typemap(in, numinputs=0) struct RECORD *OUT ($*1_ltype record) {
	memset(&record, 0, sizeof(record));
	record.size = sizeof(record);
	$1 = &record;
}
%typemap(argout, fragment="<string.h>") struct RECORD *OUT {
	$1_ltype copy = calloc(1, sizeof(*copy));

	if (!copy) {
		PyErr_NoMemory();
		SWIG_fail;
	}
	*copy = *$1;
	$result = append_result($result, SWIG_NewPointerObj(copy, $1_descriptor, SWIG_POINTER_OWN));
}

/* Numbers. */
%typemap(in, numinputs=0) uint32_t *OUT (uint32_t number = 0) {
	$1 = &number;
}
%typemap(argout) uint32_t *OUT {
	$result = append_result($result, PyLong_FromUnsignedLong(*$1));
}

%typemap(in, numinputs=0) uint64_t *OUT (uint64_t number = 0) {
	$1 = &number;
}
%typemap(argout) uint64_t *OUT {
	$result = append_result($result, PyLong_FromUnsignedLongLong(*$1));
}

%typemap(in) uint64_t (unsigned long long number) {
	number = PyLong_AsUnsignedLongLong($input);
	if (PyErr_Occurred())
		SWIG_fail;
	$1 = number;
}
%typemap(in) uint64_t *INOUT (uint64_t number) {
	number = PyLong_AsUnsignedLongLong($input);
	if (PyErr_Occurred())
		SWIG_fail;
	$1 = &number;
}
%typemap(argout) uint64_t *INOUT {
	$result = append_result($result, PyLong_FromUnsignedLongLong(*$1));
}

%typemap(in) void *ADDRESS {
	$1 = (void *)(uintptr_t)PyLong_AsUnsignedLongLong($input);
	if (PyErr_Occurred())
		SWIG_fail;
}

%typemap(in, numinputs=0)
	(struct iommufd_iova_range **OUT, uint32_t *OUT_LENGTH)
	(struct iommufd_iova_range *ranges = NULL, uint32_t num_ranges = 0) {
	$1 = &ranges;
	$2 = &num_ranges;
}
%typemap(argout) (struct iommufd_iova_range **OUT, uint32_t *OUT_LENGTH) {
	PyObject *list = PyList_New(*$2);

	for (uint32_t i = 0; list && i < *$2; i++) {
		PyObject *pair = Py_BuildValue("(KK)", (unsigned long long)(*$1)[i].start,
					       (unsigned long long)(*$1)[i].last);

		if (pair)
			PyList_SET_ITEM(list, i, pair);
		else
			Py_CLEAR(list);
	}
	$result = append_result($result, list);
}
%typemap(freearg) (struct iommufd_iova_range **OUT, uint32_t *OUT_LENGTH) {
	free(*$1);
}

/* File names: str, bytes or os.PathLike, encoded as Python encodes them; None is NULL. */
%typemap(in) const char *PATH (PyObject *encoded = NULL) {
	if ($input == Py_None) {
		$1 = NULL;
	} else {
		if (!PyUnicode_FSConverter($input, &encoded))
			SWIG_fail;
		$1 = PyBytes_AS_STRING(encoded);
	}
}
%typemap(freearg) const char *PATH {
	Py_XDECREF(encoded$argnum);
}

/* Transient data: anything with the buffer protocol. */
%typemap(in) (void *OUT, uint64_t LENGTH) (Py_buffer view = { 0 }) {
	if (PyObject_GetBuffer($input, &view, PyBUF_WRITABLE))
		SWIG_fail;
	$1 = view.buf;
	$2 = ($2_ltype)view.len;
}
%typemap(freearg) (void *OUT, uint64_t LENGTH) {
	PyBuffer_Release(&view$argnum);
}

%typemap(in) (void *OUT, uint32_t LENGTH) (Py_buffer view = { 0 }) {
	if (PyObject_GetBuffer($input, &view, PyBUF_WRITABLE))
		SWIG_fail;
	if (view.len > UINT32_MAX) {
		PyErr_SetString(PyExc_ValueError, "the buffer is longer than 2**32 - 1 bytes");
		SWIG_fail;
	}
	$1 = view.buf;
	$2 = ($2_ltype)view.len;
}
%typemap(freearg) (void *OUT, uint32_t LENGTH) {
	PyBuffer_Release(&view$argnum);
}

%typemap(in) (const void *IN, uint64_t LENGTH) (Py_buffer view = { 0 }) {
	if (PyObject_GetBuffer($input, &view, PyBUF_SIMPLE))
		SWIG_fail;
	$1 = view.buf;
	$2 = ($2_ltype)view.len;
}
%typemap(freearg) (const void *IN, uint64_t LENGTH) {
	PyBuffer_Release(&view$argnum);
}

/*
 * Where a buffer is. It stays there only as long as somebody keeps it exported, which is for the
 * caller to see to.
 */
%typemap(in) Py_buffer *view (Py_buffer view = { 0 }) {
	if (PyObject_GetBuffer($input, &view, PyBUF_SIMPLE))
		SWIG_fail;
	$1 = &view;
}
%typemap(freearg) Py_buffer *view {
	PyBuffer_Release(&view$argnum);
}
%inline %{
static PyObject *buffer_address(Py_buffer *view)
{
	return PyLong_FromVoidPtr(view->buf);
}
%}
