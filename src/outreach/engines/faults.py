"""Say in one sentence, with a remedy, what went wrong between here and a model.

Nothing of what a server sent is repeated: its error texts may quote the prompt, the key or the reply.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import openai

from outreach.engines.ladder import is_too_long
from outreach.engines.retries import NO_QUOTA
from outreach.errors import EngineError, EngineRefused, EngineReplyInvalid, EngineUnreachable, InternalError, OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.engines.endpoint import Endpoint
    from outreach.engines.ladder import Form

_CONTENT = frozenset({"content_filter", "content_policy_violation"})
_NO_MODEL = frozenset({"model_not_found", "model_not_available"})
_NO_MODEL_WORDS = re.compile(
    r"\b(?:invalid|unknown|no such) model\b|\bmodel\b.{0,60}\b(?:not (?:found|exist)|does not exist)\b", re.IGNORECASE
)
"""How servers say it that have no code for it."""
_SAID = 2_000
"""How much of a refusal is looked through."""

_STATUS: dict[int, tuple[type[EngineError], str, str]] = {
    401: (EngineRefused, "{host} does not accept the API key.", "Set OPENAI_API_KEY to a key that is valid there."),
    402: (EngineRefused, "The account at {host} has no quota left.", "Check its plan and billing."),
    403: (EngineRefused, "{host} does not allow this key to use {model}.", "Check what the key may use, and from where."),
    404: (
        EngineRefused,
        "{host} has no model {model} at this address.",
        "Check engine.model, and base_url: it usually ends in /v1.",
    ),
    408: (EngineUnreachable, "{host} gave up waiting for the request.", "Try again."),
    413: (EngineRefused, "The prompt is too long for {model}.", "Use fewer facts, or a model with a longer context."),
    429: (EngineRefused, "{host} takes no more requests for now.", "Wait a minute, then try again."),
}
_FAILED = (EngineUnreachable, "{host} failed with status {status}.", "Try again later, or look at the server's log.")
_REJECTED = (
    EngineRefused,
    "{host} rejected the request with status {status}.",
    "Check engine.model, the key (OPENAI_API_KEY), and the sampling in the head of the prompt.",
)


def explain(error: Exception, endpoint: Endpoint, form: Form, timeout: float) -> OutreachError:
    """Return the error to raise for a fault; it has no cause, no context and no words of the server's."""
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        return _silent(endpoint, timeout)
    if isinstance(error, openai.APIConnectionError):
        return _unconnected(error, endpoint, form)
    if isinstance(error, openai.APIStatusError):
        return _status(error, endpoint, form)
    if isinstance(error, openai.APIResponseValidationError):
        return not_a_completion(endpoint, form, is_page=_is_page(error.response))
    if isinstance(error, RecursionError) or (isinstance(error, ValueError) and _is_from_sdk(error)):
        return EngineReplyInvalid(f"{endpoint.host} answered with broken JSON.", remedy="Try again, or check base_url.")
    return InternalError(f"The engine broke with {type(error).__name__} at {_place(error)}.", remedy="Please report this.")


def not_a_completion(endpoint: Endpoint, form: Form, *, is_page: bool) -> EngineReplyInvalid:
    """Return the error for an answer that is no chat completion."""
    if is_page:
        remedy = "Sign in to the network you are on, or correct base_url: it usually ends in /v1."
        return EngineReplyInvalid(f"{endpoint.host} answered with a web page and not with a {form.made}.", remedy=remedy)
    remedy = "Check that base_url leads to an OpenAI-compatible API: it usually ends in /v1."
    return EngineReplyInvalid(f"{endpoint.host} answered with something that is no chat completion.", remedy=remedy)


def refused(endpoint: Endpoint, form: Form) -> EngineRefused:
    """Return the error for a model's own refusal."""
    remedy = f"Look at {form.look} for anything that a model may balk at, or use another model."
    return EngineRefused(f"The model {endpoint.model} refused to {form.asked}.", remedy=remedy)


def filtered(endpoint: Endpoint, form: Form) -> EngineRefused:
    """Return the error for a stop by a provider's content filter."""
    remedy = f"Look at {form.look} for anything that could set it off."
    return EngineRefused(f"The content filter of {endpoint.host} stopped the {form.made}.", remedy=remedy)


def cut_off(endpoint: Endpoint, tokens: int) -> EngineReplyInvalid:
    """Return the error for a reply that ran into its length limit."""
    remedy = "Raise budgets.completion_tokens in a prompts/ file of your workspace, or use a model that reasons less."
    return EngineReplyInvalid(f"The reply of {endpoint.model} was cut off after {tokens:,} tokens.", remedy=remedy)


def empty(endpoint: Endpoint) -> EngineReplyInvalid:
    """Return the error for a reply without words."""
    return EngineReplyInvalid(f"The model {endpoint.model} sent an empty reply.", remedy="Try again, or use another model.")


def unreadable(endpoint: Endpoint) -> EngineReplyInvalid:
    """Return the error for a reply that is not the JSON object that was asked for."""
    remedy = "Try again, or use a model that follows a JSON schema."
    return EngineReplyInvalid(f"The model {endpoint.model} did not reply in the form it was asked for.", remedy=remedy)


def _silent(endpoint: Endpoint, timeout: float) -> EngineUnreachable:
    remedy = "Try again, use a faster model, or raise engine.timeout in outreach.yaml."
    return EngineUnreachable(f"{endpoint.host} did not answer within {timeout:g} seconds.", remedy=remedy)


def _unconnected(error: openai.APIConnectionError, endpoint: Endpoint, form: Form) -> EngineUnreachable:
    """Tell apart what keeps a connection from being made, and one that broke."""
    causes = tuple(_chain(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or "CERTIFICATE" in str(causes[-1]).upper():
        remedy = "Check base_url, the clock of this machine, and any proxy between."
        return EngineUnreachable(f"No secure connection to {endpoint.host} could be made.", remedy=remedy)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        remedy = "Check base_url and the network connection."
        return EngineUnreachable(f"There is no address for {endpoint.host}.", remedy=remedy)
    if not any(isinstance(cause, httpx2.ConnectError) for cause in causes):
        return EngineUnreachable(f"The connection to {endpoint.host} broke before the {form.made} was here.", remedy="Try again.")
    refusal = any(isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED for cause in causes)
    remedy = "Start the server there, or correct base_url." if endpoint.is_local else "Check base_url and the network."
    what = f"{endpoint.host} refuses connections." if refusal else f"No connection to {endpoint.host} could be made."
    return EngineUnreachable(what, remedy=remedy)


def _status(error: openai.APIStatusError, endpoint: Endpoint, form: Form) -> OutreachError:
    """Return what an HTTP status means here. The codes in a body tell more than the status, so they come first."""
    names = {error.code, error.type}
    status = error.status_code
    if names & _CONTENT:
        return filtered(endpoint, form)
    if 300 <= status < 400:
        return not_a_completion(endpoint, form, is_page=True)
    if names & NO_QUOTA:
        status = 402
    elif names & _NO_MODEL or (status in {400, 422} and _NO_MODEL_WORDS.search(str(error.body)[:_SAID])):
        status = 404
    elif status in {400, 422} and is_too_long(error):
        status = 413
    kind, what, remedy = _STATUS.get(status) or (_FAILED if status >= 500 else _REJECTED)
    return kind(what.format(host=endpoint.host, model=endpoint.model, status=status), remedy=remedy)


def _is_page(response: httpx2.Response) -> bool:
    kind = response.headers.get("content-type", "").lower()
    return "html" in kind or response.text.lstrip()[:1] == "<"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(20):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def _is_from_sdk(error: Exception) -> bool:
    """Tell a fault that came up while the SDK decoded a body from one of our own."""
    frames = list(traceback.walk_tb(error.__traceback__))
    return any(frame.f_globals.get("__name__", "").startswith(("openai.", "httpx2.")) for frame, _ in frames[-8:])


def _place(error: Exception) -> str:
    """Return file and line where a fault came up, and nothing of what it was working on."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
