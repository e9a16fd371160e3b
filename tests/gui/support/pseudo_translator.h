// SPDX-License-Identifier: GPL-3.0-or-later
// A language that nobody speaks: every text that goes through tr() comes back longer, with accents and in brackets.
// What is still plain is not translatable; what is cut is too narrow.
#pragma once

#include <QTranslator>

namespace signalbox::test {

class PseudoTranslator : public QTranslator
{
public:
    bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *source, const char *, int count) const override
    {
        // Qt's own texts have translations of their own.
        if (context[0] == 'Q') {
            return {};
        }
        QString text = QString::fromUtf8(source);
        if (count >= 0) {
            text.replace(QStringLiteral("%n"), QString::number(count));
        }
        static const QString plain = QStringLiteral("aeiouyncAEIOUS");
        static const QString accented = QStringLiteral("âéîöüÿñçÂÉÎÖÜŠ");
        QString result;
        for (qsizetype i = 0; i < text.size(); ++i) {
            // Places of arguments stay.
            if (text[i] == u'%' && i + 1 < text.size()) {
                result += text[i];
                result += text[++i];
                continue;
            }
            const auto at = plain.indexOf(text[i]);
            result += at >= 0 ? accented[at] : text[i];
        }
        // German is about a third longer than English, single words up to twice.
        const qsizetype more = text.size() < 12 ? text.size() / 2 + 2 : text.size() / 3;
        for (qsizetype i = 0; i < more; ++i) {
            result += i % 6 == 0 ? u' ' : u'~';
        }
        return u'[' + result + u']';
    }
};

} // namespace signalbox::test
