// SPDX-License-Identifier: GPL-3.0-or-later
#include "openai/small_answers.h"

#include "openai/thoughts_p.h"

#include <bit>

#include <QByteArray>

namespace signalbox::openai {

namespace {

constexpr std::string_view kSeal = "sb1:";

// Little-endian 32-bit floats, as the real service sends them.
std::string coded(const std::vector<float> &vector)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(vector.size() * 4));
    for (const float value : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes.append(static_cast<char>(static_cast<unsigned char>(bits >> shift)));
        }
    }
    return bytes.toBase64().toStdString();
}

// By hand: tens of thousands of numbers as values of JSON would be a megabyte each.
void writeNumbers(std::string &out, const std::vector<float> &vector)
{
    out += '[';
    for (std::size_t i = 0; i < vector.size(); ++i) {
        out += i == 0 ? "" : ",";
        json::writeTo(out, json::Value(static_cast<double>(vector[i])));
    }
    out += ']';
}

} // namespace

std::string sealed(const llm::Opaque &opaque)
{
    if (opaque.isEmpty()) {
        return {};
    }
    const auto text = json::write(json::Object{{"kind", opaque.kind}, {"data", opaque.data}});
    return std::string(kSeal) + QByteArray::fromStdString(text).toBase64().toStdString();
}

llm::Opaque opened(std::string_view text)
{
    if (!text.starts_with(kSeal)) {
        return {};
    }
    text.remove_prefix(kSeal.size());
    const auto bytes = QByteArray::fromBase64(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()))).toStdString();
    const auto value = json::parse(bytes);
    if (!value || !value->is_object()) {
        return {};
    }
    return {std::string(json::text(value->get_object(), "kind")), std::string(json::text(value->get_object(), "data"))};
}

std::string embeddingsAnswer(const llm::Embeddings &embeddings, std::string_view model, EmbeddingsRequest::Format format)
{
    std::string out = R"({"object":"list","data":[)";
    for (std::size_t i = 0; i < embeddings.vectors.size(); ++i) {
        out += i == 0 ? "" : ",";
        out += R"({"object":"embedding","index":)" + std::to_string(i) + R"(,"embedding":)";
        if (format == EmbeddingsRequest::Format::Base64) {
            json::writeTo(out, json::Value(coded(embeddings.vectors[i])));
        } else {
            writeNumbers(out, embeddings.vectors[i]);
        }
        out += '}';
    }
    out += R"(],"model":)";
    json::writeTo(out, json::Value(model));
    out += R"(,"usage":)";
    json::writeTo(out, json::Object{{"prompt_tokens", embeddings.usage.inputTokens}, {"total_tokens", embeddings.usage.inputTokens}});
    return out + '}';
}

json::Object modelAnswer(const OfferedModel &model)
{
    return {{"id", model.id}, {"object", "model"}, {"created", model.created}, {"owned_by", model.owner}};
}

json::Object modelsAnswer(const std::vector<OfferedModel> &models)
{
    json::Array list;
    for (const auto &model : models) {
        list.push_back(modelAnswer(model));
    }
    return {{"object", "list"}, {"data", std::move(list)}};
}

} // namespace signalbox::openai
