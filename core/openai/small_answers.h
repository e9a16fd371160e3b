// SPDX-License-Identifier: GPL-3.0-or-later
// Answers without a stream: embeddings, models.
#pragma once

#include "llm/provider.h"
#include "openai/request.h"

namespace signalbox::openai {

/// JSON text. `model` as the client named it.
std::string embeddingsAnswer(const llm::Embeddings &embeddings, std::string_view model, EmbeddingsRequest::Format format);

/// A model as a client names it.
struct OfferedModel
{
    std::string id;    ///< "provider/model", or a group
    std::string owner; ///< the provider, or "signalbox"
    std::int64_t created = 0; ///< seconds
};
json::Object modelAnswer(const OfferedModel &model);
json::Object modelsAnswer(const std::vector<OfferedModel> &models);

} // namespace signalbox::openai
