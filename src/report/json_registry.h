/* report/json_registry.h - the facts of a registry (record/registry.h) as JSON. */
#pragma once
#include "base/json.h"
#include "record/registry.h"

/* The members of an object that is open: every key, whatever is known. */
void json_registry(struct json *json, struct arena *arena,
		   const struct registry_facts *facts);
