// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/linkfile.h"

#include "core/documents/csvreader.h"
#include "core/linkfiles/linkrows.h"
#include "core/links/linkcheck.h"

#include <algorithm>
#include <array>

namespace {

struct FormatName
{
    LinkFileFormat format;
    QLatin1StringView name;
};
constexpr std::array kNames {FormatName {LinkFileFormat::Auto, QLatin1StringView("auto")},
                             FormatName {LinkFileFormat::Clickscope, QLatin1StringView("clickscope")},
                             FormatName {LinkFileFormat::Bitly, QLatin1StringView("bitly")},
                             FormatName {LinkFileFormat::Yourls, QLatin1StringView("yourls")},
                             FormatName {LinkFileFormat::Shlink, QLatin1StringView("shlink")},
                             FormatName {LinkFileFormat::Sink, QLatin1StringView("sink")}};

Error badFile(const QString &message)
{
    return {QStringLiteral("bad_link_file"), message};
}

/// Checks each link as the store does, and whether its code is there twice.
void checkRows(LinkFile &file)
{
    QHash<QString, qint64> numbers; // by code in small letters
    for (LinkFileRow &row : file.rows) {
        if (row.problem.isEmpty()) {
            if (const QList<LinkProblem> problems = problemsOf(row.link); !problems.isEmpty())
                row.problem = problems.constFirst().sentence;
        }
        const QString code = row.link.code.toLower();
        if (row.problem.isEmpty() && numbers.contains(code)) {
            row.problem =
                QStringLiteral("the code \"%1\" is also that of %2 %3; codes are the same in any case")
                    .arg(row.link.code, file.countsLinks ? QStringLiteral("link") : QStringLiteral("line"),
                         QString::number(numbers.value(code)));
        }
        if (row.problem.isEmpty())
            numbers.insert(code, row.number);
        row.problem = inSentence(row.problem);
        row.remark = inSentence(row.remark);
    }
}

/// Spreadsheets of many countries write ";".
char separatorOf(const QByteArray &bytes)
{
    const QByteArray header = bytes.first(std::max(bytes.indexOf('\n'), qsizetype {0}));
    return header.contains(';') && !header.contains(',') ? ';' : ',';
}

/// `format` is what was asked for.
Result<LinkFileFormat> formatOf(const LinkColumns &columns, LinkFileFormat format)
{
    if (!columns.twice().isEmpty())
        return badFile(
            QStringLiteral("line 1 names the column \"%1\" twice").arg(inSentence(columns.twice())));
    const bool isOwn = columns.has(QLatin1StringView("code")) && columns.has(QLatin1StringView("url"));
    if (format == LinkFileFormat::Auto)
        format = isOwn ? LinkFileFormat::Clickscope : foreignFormatOf(columns);
    if (format == LinkFileFormat::Auto) {
        return badFile(QStringLiteral(
            "line 1 names the columns of none of Clickscope, Bitly, YOURLS, Shlink and Sink; at least code "
            "and url are needed"));
    }
    if (format == LinkFileFormat::Clickscope) {
        if (!isOwn)
            return badFile(QStringLiteral("line 1 does not name the columns code and url"));
        if (const QString other = columns.otherThan(kOwnColumns); !other.isEmpty())
            return badFile(QStringLiteral("\"%1\" is no column of links").arg(inSentence(other)));
        return format;
    }
    if (!isOfForeignFormat(columns, format)) {
        return badFile(QStringLiteral("line 1 does not name the columns that a file of %1 has")
                           .arg(QString(toString(format))));
    }
    return format;
}

Result<LinkFile> readCsv(const QByteArray &bytes, LinkFileFormat asked, Micros now)
{
    CsvReader csv(bytes, separatorOf(bytes));
    if (!csv.next())
        return badFile(QStringLiteral("it is empty"));
    if (!csv.problem().isEmpty())
        return badFile(QStringLiteral("line %1: %2").arg(QString::number(csv.line()), csv.problem()));
    const LinkColumns columns(csv.cells());
    const qsizetype width = csv.cells().size();
    const Result<LinkFileFormat> format = formatOf(columns, asked);
    if (!format)
        return format.error();
    const LinkRowReader read = *format == LinkFileFormat::Clickscope
        ? ownRowReader(columns)
        : foreignRowReader(columns, *format, now);
    LinkFile file {*format, false, {}};
    while (csv.next()) {
        if (file.rows.size() == kMaxLinksInFile)
            return tooManyLinks();
        LinkFileRow row {csv.line(), {}, csv.problem(), {}};
        if (row.problem.isEmpty() && csv.cells().size() != width) {
            row.problem = QStringLiteral("it has %1 cells, line 1 has %2")
                              .arg(QString::number(csv.cells().size()), QString::number(width));
        } else if (row.problem.isEmpty()) {
            read(csv.cells(), row);
        }
        file.rows.append(row);
    }
    return file;
}

Result<LinkFile> readJson(const QByteArray &bytes, LinkFileFormat asked)
{
    if (asked != LinkFileFormat::Auto && asked != LinkFileFormat::Sink)
        return badFile(QStringLiteral("it is JSON; a file of %1 is CSV").arg(QString(toString(asked))));
    const Result<QList<LinkFileRow>> rows = readSinkJson(bytes);
    if (!rows)
        return rows.error();
    return LinkFile {LinkFileFormat::Sink, true, *rows};
}

} // namespace

Error tooManyLinks()
{
    return badFile(QStringLiteral("it has more than %1 links; split it").arg(kMaxLinksInFile));
}

Result<LinkFile> readLinkFile(const QByteArray &bytes, LinkFileFormat format, Micros now)
{
    if (bytes.size() > kMaxCsvBytes)
        return badFile(QStringLiteral("it has more than 64 MiB; split it"));
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return badFile(QStringLiteral("it is written in UTF-16; save it as CSV in UTF-8"));
    const QByteArray content = bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
    const auto first = std::ranges::find_if_not(content,
                                                [](char c) { return QByteArray(" \t\r\n").contains(c); });
    const bool isJson = first != content.end() && (*first == '{' || *first == '[');
    Result<LinkFile> file = isJson ? readJson(content, format) : readCsv(content, format, now);
    if (file)
        checkRows(*file);
    return file;
}

QLatin1StringView toString(LinkFileFormat format)
{
    return std::ranges::find(kNames, format, &FormatName::format)->name;
}

std::optional<LinkFileFormat> linkFileFormatOf(QStringView text)
{
    for (const FormatName &known : kNames) {
        if (text == known.name)
            return known.format;
    }
    return std::nullopt;
}
