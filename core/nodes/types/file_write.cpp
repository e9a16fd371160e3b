// SPDX-License-Identifier: GPL-3.0-or-later
// `file.write`: a file, whole or not at all.
#include "nodes/file_content_p.h"
#include "nodes/file_access_p.h"
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "file.write",
    .title = "Write file",
    .family = "files",
    .icon = "node-file-write",
    .summary = "Writes a text, JSON or bytes into a file, whole or not at all.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "path": {
      "title": "Path",
      "description": "The file, relative to the run's data folder.",
      "type": "string",
      "minLength": 1,
      "x-path": "new-file",
      "examples": ["report.md", "out/{{ input.id }}.json"]
    },
    "text": {
      "title": "Text",
      "description": "What to write, as text.",
      "type": "string",
      "examples": ["{{ input.title }}"]
    },
    "json": {
      "title": "JSON",
      "description": "A value to write as JSON.",
      "examples": ["{{ input }}"]
    },
    "base64": {
      "title": "Bytes",
      "description": "Bytes to write, in Base64.",
      "type": "string"
    },
    "mode": {
      "title": "Mode",
      "description": "replace: the file holds this and nothing else. append: it is put at the end.",
      "enum": ["replace", "append"],
      "default": "replace",
      "x-template": false
    },
    "createFolders": {
      "title": "Make folders",
      "description": "Make the folders of the path that do not exist.",
      "type": "boolean",
      "default": true
    }
  },
  "required": ["path"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Write file

Writes one of `text`, `json` and `base64`. The output is `{"path": "report.md", "bytes": 1204}`.

```json
{"id": "write", "type": "file.write", "config": {"path": "report.md", "text": "# {{ input.title }}\n"}}
```

A file is replaced in one step: whoever reads it sees the old content or the new one, and so does the next start after a
power cut. Because of that the step is simply done again if it was interrupted.

`"mode": "append"` puts the content at the end; JSON goes on one line of its own, so that the file is a list of JSON
lines. Appending twice is not the same as once: an interrupted step is held *in doubt* for a person, unless the
node says `"onInterrupted": "retry"`.

Paths are relative to the data folder of the run and cannot leave it, also not over a symbolic link.
)md",
};

struct WriteJob
{
    FilePolicy policy;
    std::string dataFolder;
    std::string path;
    std::string content;
    std::string token;
    WriteMode mode = WriteMode::Replace;
    Missing folders = Missing::Create;

    Result<json::Value> operator()() const
    {
        SB_TRY(place, findPlace(policy, dataFolder, path));
        SB_TRY(folder, openParent(place, folders));
        SB_CHECK(writeFile(folder.get(), place.parts.back(), place.shown, content, mode, token));
        json::Object output;
        output.emplace("path", place.shown);
        output.emplace("bytes", content.size());
        return json::Value(std::move(output));
    }
};

Result<std::string> contentOf(const json::Object &config, WriteMode mode)
{
    if (const auto *value = json::find(config, "json")) {
        return (mode == WriteMode::Append ? json::write(*value) : json::writePretty(*value)) + "\n";
    }
    if (config.contains("base64")) {
        return fromBase64(json::text(config, "base64"));
    }
    return textOf(config, "text");
}

class FileWrite final : public engine::EffectExecutor
{
public:
    FileWrite(FilePolicy policy, std::shared_ptr<FilePool> pool) : m_policy(std::move(policy)), m_pool(std::move(pool)) {}

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        // Once begun it is carried to its end: a write that is half done is what nobody wants.
        if (stop.stop_requested()) {
            co_return cancelledError(call.path);
        }
        WriteJob job;
        job.policy = m_policy;
        job.dataFolder = call.dataFolder;
        job.path = textOf(call.config, "path");
        job.mode = json::text(call.config, "mode") == "append" ? WriteMode::Append : WriteMode::Replace;
        job.folders = flagOf(call.config, "createFolders", true) ? Missing::Create : Missing::Fail;
        job.token = call.idempotencyKey;
        SB_CO_TRY(content, contentOf(call.config, job.mode));
        job.content = std::move(content);
        auto result = co_await m_pool->run(std::move(job));
        co_return result;
    }

private:
    FilePolicy m_policy;
    std::shared_ptr<FilePool> m_pool;
};

Remarks check(const json::Object &config)
{
    const int given = static_cast<int>(config.contains("text")) + static_cast<int>(config.contains("json"))
        + static_cast<int>(config.contains("base64"));
    if (given == 1) {
        return {};
    }
    return {{given == 0 ? "Give what to write: `text`, `json` or `base64`." : "Give only one of `text`, `json` and `base64`.", ""}};
}

} // namespace

SB_NODE_TYPE(file_write)
{
    SB_TRY(type, makeType(flow::NodeKind::Effect, kText));
    type.outputs = {makePort("out", "What was written",
                             R"({"type": "object", "properties": {"path": {"type": "string"}, "bytes": {"type": "integer"}}})")};
    type.onInterrupted = [](const json::Object &config) {
        return json::text(config, "mode", "replace") == "replace" ? flow::OnInterrupted::Retry : flow::OnInterrupted::Hold;
    };
    type.check = check;
    return setup.registry.addEffect(std::move(type), std::make_shared<FileWrite>(setup.services.files, setup.files));
}

} // namespace signalbox::nodes
