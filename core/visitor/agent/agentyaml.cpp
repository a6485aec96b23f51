// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentyaml.h"

#include <optional>

namespace {

struct Line
{
    qsizetype indent = 0;
    bool startsItem = false; ///< begins with "- "
    QByteArrayView text; ///< without indent and dash
};

Line split(QByteArrayView line)
{
    Line parts;
    if (line.endsWith('\r'))
        line.chop(1);
    while (parts.indent < line.size() && line[parts.indent] == ' ')
        ++parts.indent;
    parts.text = line.sliced(parts.indent);
    if (parts.text.startsWith("- ")) {
        parts.startsItem = true;
        parts.text = parts.text.sliced(2).trimmed();
    }
    return parts;
}

/// What may follow a value: blanks, then a comment.
bool isRest(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith('#');
}

std::optional<QByteArray> singleQuoted(QByteArrayView text)
{
    QByteArray value("");
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] != '\'') {
            value.append(text[i]);
        } else if (i + 1 < text.size() && text[i + 1] == '\'') {
            value.append('\'');
            ++i;
        } else {
            return isRest(text.sliced(i + 1)) ? std::optional(value) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<char> unescaped(char c)
{
    switch (c) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case '0': return '\0';
    case ' ':
    case '/':
    case '"':
    case '\\': return c;
    default: return std::nullopt;
    }
}

std::optional<QByteArray> doubleQuoted(QByteArrayView text)
{
    QByteArray value("");
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return isRest(text.sliced(i + 1)) ? std::optional(value) : std::nullopt;
        if (text[i] != '\\') {
            value.append(text[i]);
            continue;
        }
        const std::optional<char> c = ++i < text.size() ? unescaped(text[i]) : std::nullopt;
        if (!c)
            return std::nullopt;
        value.append(*c);
    }
    return std::nullopt;
}

std::optional<QByteArray> plain(QByteArrayView text)
{
    const QByteArray bytes = text.toByteArray();
    const qsizetype comment = bytes.indexOf(" #");
    const QByteArray value = bytes.first(comment < 0 ? bytes.size() : comment).trimmed();
    // Indicators of YAML that stand for something else than text.
    if (QByteArrayView("[]{}>|*&!%@`?").contains(value.front()))
        return std::nullopt;
    return value == "null" || value == "~" ? QByteArray() : value;
}

/// Nothing when the value is written in a way that is not read here.
std::optional<QByteArray> valueOf(QByteArrayView text)
{
    if (isRest(text))
        return QByteArray();
    if (text.startsWith('\''))
        return singleQuoted(text);
    return text.startsWith('"') ? doubleQuoted(text) : plain(text);
}

class Reader final
{
public:
    Result<YamlLists> read(QByteArrayView text)
    {
        int number = 0;
        while (!text.isEmpty()) {
            const qsizetype end = text.indexOf('\n');
            const QByteArrayView line = end < 0 ? text : text.first(end);
            text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
            ++number;
            if (!isRest(line) && line != "---" && !take(split(line)))
                return Error {QStringLiteral("bad_rules"),
                              QStringLiteral("Line %1 is not of the form that uap-core uses.").arg(number)};
        }
        return m_lists;
    }

private:
    bool take(const Line &line)
    {
        const qsizetype colon = line.text.indexOf(':');
        if (colon <= 0)
            return false;
        const QByteArray key = line.text.first(colon).toByteArray();
        const QByteArrayView rest = line.text.sliced(colon + 1);
        if (!rest.isEmpty() && rest.front() != ' ')
            return false;
        const std::optional<QByteArray> value = valueOf(rest.trimmed());
        if (!value)
            return false;
        if (line.indent == 0 && !line.startsItem) {
            m_current = &m_lists[key]; // valid until the next list is added
            return value->isNull();
        }
        if (!m_current)
            return false;
        if (line.startsItem)
            m_current->emplaceBack();
        if (m_current->isEmpty())
            return false;
        m_current->last().insert(key, *value);
        return true;
    }

    YamlLists m_lists;
    QList<YamlItem> *m_current = nullptr;
};

} // namespace

Result<YamlLists> readYamlLists(QByteArrayView text)
{
    return Reader().read(text);
}
