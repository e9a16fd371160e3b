// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings of models as whole documents, however large: read and given in pieces that fit into messages.
#pragma once

#include "client/client.h"

#include <string>

namespace signalbox::client {

/// The document of a recording, signalbox.model-recording/1. Errors: store.notFound,
/// export.*, recording.changed (renamed, again and again, while it was read), cancelled, client.*. The client may go meanwhile.
Task<Result<std::string>> exportRecording(Client *client, std::string id, std::stop_token stop);

/// Takes a document in; the same one twice gives the recording that is there. `name` empty: as the document says.
/// Errors: recording.*, json.*, cancelled, client.*.
Task<Result<api::RecordingView>> importRecording(Client *client, std::string text, std::string name, std::stop_token stop);

} // namespace signalbox::client
