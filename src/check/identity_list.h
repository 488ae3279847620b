/* check/identity_list.h - what the checks of identities share. */
#pragma once
#include "check/check.h"

/* Does the message come through a mailing list that carries it in its own name? Such a
 * list has a List-Id of its own domain, takes posts (List-Post, or the list is an
 * addressee) and hands over in its own envelope, or rewrote the Sender; or it has no
 * List-Id, but the envelope is the address for the bounces of one of its addressees. */
const struct identity *mailing_list(const struct inspection *in);

/* The first From, if it has a domain. */
const struct identity *from_of(const struct inspection *in);

/* A mailbox that anybody opens for nothing, or without a name. */
bool is_anybodys_mailbox(const struct identity *id);

/* Does it come through a service that the reader himself has mail handed on by, under an
 * address of the service's? Then name and address belong to two by design. */
bool through_alias(const struct inspection *in);

/* Was the message handed over by somebody who is not of our side? By an address that is
 * neither private nor a relay of ours. */
bool came_from_outside(const struct inspection *in);

/* Our own side recorded that the From domain was authenticated: dmarc=pass, or an SPF
 * pass of an envelope of the same domain. */
bool from_was_authenticated(const struct inspection *in);
