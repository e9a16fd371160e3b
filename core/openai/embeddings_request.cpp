// SPDX-License-Identifier: GPL-3.0-or-later
// Source: platform.openai.com/docs/api-reference/embeddings/create.
#include "openai/fields_p.h"
#include "openai/request.h"

namespace signalbox::openai {

namespace {

constexpr std::size_t kMostTexts = 2048;
constexpr std::int64_t kMostDimensions = 100'000;

} // namespace

Result<EmbeddingsRequest> readEmbeddings(std::string_view body)
{
    SB_TRY(object, objectOf(body));
    const Fields fields{object, {}};
    EmbeddingsRequest embeddings;
    SB_TRY(model, fields.neededText("model"));
    embeddings.model = std::move(model);
    const auto *input = fields.find("input");
    if (!input) {
        return missing("input");
    }
    if (input->is_string()) {
        embeddings.request.texts.emplace_back(input->get_string());
    } else {
        SB_TRY(list, fields.list("input", kMostTexts));
        for (const auto &text : *list) {
            if (text.is_number() || text.is_array()) {
                return unsupported("input", "tokens instead of texts");
            }
            if (!text.is_string()) {
                return invalid("input", "\"input\" is a text, or an array of texts.", "invalid_type");
            }
            embeddings.request.texts.emplace_back(text.get_string());
        }
    }
    if (embeddings.request.texts.empty() || std::ranges::any_of(embeddings.request.texts, [](const std::string &text) { return text.empty(); })) {
        return invalid("input", "\"input\" holds at least one text, and none that is empty.");
    }
    SB_TRY(dimensions, fields.count("dimensions", 1, kMostDimensions));
    embeddings.request.dimensions = dimensions;
    SB_TRY(format, fields.text("encoding_format"));
    if (format && *format != "float" && *format != "base64") {
        return invalid("encoding_format", "\"encoding_format\" is float or base64.");
    }
    embeddings.format = format == "base64" ? EmbeddingsRequest::Format::Base64 : EmbeddingsRequest::Format::Numbers;
    return embeddings;
}

} // namespace signalbox::openai
