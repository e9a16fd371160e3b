// SPDX-License-Identifier: GPL-3.0-or-later
// Templates and the expressions in them: what is found lies within the text and is what stands there.
#include "flow/template.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void checkInfo(const signalbox::flow::ExpressionInfo &info)
{
    std::size_t at = 0;
    for (const auto &reference : info.references) {
        require(reference.begin >= at && reference.begin < reference.end && reference.end <= info.text.size());
        require(info.text.compare(reference.begin, reference.root.size(), reference.root) == 0);
        at = reference.end;
    }
    require(!info.isPath || (info.references.size() == 1 && !info.opaque && !info.literal));
    require(!info.redefines || info.opaque);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (const auto info = flow::analyseExpression(text)) {
        checkInfo(*info);
        // An expression that ends by itself ends in a template, too. (A line comment would swallow the braces.)
        const auto wrapped = flow::parseTemplate("{{" + std::string(text) + "\n}}");
        require(wrapped.ok() && wrapped->isSingleExpression() && wrapped->parts[0].text == info->text);
    }
    if (const auto parsed = flow::parseTemplate(text)) {
        for (const auto &part : parsed->parts) {
            if (part.isExpression) {
                checkInfo(part.expression);
                require(text.find(part.text) != std::string_view::npos);
                const auto alone = flow::analyseExpression(part.text);
                require(alone.ok() && alone->references.size() == part.expression.references.size());
            }
        }
        require(parsed->hasExpressions() || text.find("{{") == std::string_view::npos || text.find("\\{{") != std::string_view::npos);
    }
    return 0;
}
