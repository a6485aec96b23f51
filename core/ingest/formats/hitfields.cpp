// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/hitfields.h"

#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/hosttext.h"
#include "core/types/languagetag.h"
#include "core/types/urltext.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double kMaxScreenEdge = 99999;
constexpr qsizetype kEscapeChars = 3; // %C3

constexpr QLatin1StringView kUrl("url");
constexpr QLatin1StringView kReferrer("referrer");
constexpr QLatin1StringView kTitle("title");
constexpr QLatin1StringView kName("name");
constexpr QLatin1StringView kScreen("screen");
constexpr QLatin1StringView kLanguage("language");
constexpr QLatin1StringView kIdentity("identity");
constexpr QLatin1StringView kId("id");

constexpr QLatin1StringView kCutUrl("cut at 2048 characters");
constexpr QLatin1StringView kCutForeignUrl("cut at 8192 characters");
constexpr QLatin1StringView kCutTitle("cut at 500 characters");
constexpr QLatin1StringView kNoNul("without its null characters");
constexpr QLatin1StringView kRounded("rounded to whole pixels");
constexpr QLatin1StringView kNoLanguage("left out: not a language");
constexpr QLatin1StringView kPartOfTag("without what is no part of a language's name");
constexpr QLatin1StringView kNoPage("left out: not the address of a page");
constexpr QLatin1StringView kNoReferrer("left out: not a URL");
constexpr QLatin1StringView kLongIdentity("left out: longer than 64 bytes");

bool isInForm(QStringView screen)
{
    const qsizetype x = screen.indexOf(u'x');
    const auto isNumber = [](QStringView digits) {
        return !digits.isEmpty() && digits.size() <= 5
            && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    return x > 0 && isNumber(screen.first(x)) && isNumber(screen.sliced(x + 1));
}

bool fits(const QString &value, qsizetype maxChars)
{
    return value.size() <= maxChars && !value.contains(QChar(u'\0'));
}

void fit(RawHit *hit, QString RawHit::*text, qsizetype maxChars, QLatin1StringView field,
         QLatin1StringView what)
{
    QString &value = hit->*text;
    if (fits(value, maxChars))
        return;
    const qsizetype sent = value.size();
    value = cutText(value, maxChars);
    if (value.size() != sent)
        remark(hit, field, sent > maxChars ? what : kNoNul);
}

void fitUrl(RawHit *hit, QString RawHit::*text, qsizetype maxChars, QLatin1StringView field,
            QLatin1StringView what)
{
    QString &value = hit->*text;
    if (fits(value, maxChars))
        return;
    const qsizetype sent = value.size();
    value = cutUrl(cutText(value, sent), maxChars);
    if (value.size() != sent)
        remark(hit, field, sent > maxChars ? what : kNoNul);
}

void fitScreen(RawHit *hit)
{
    if (hit->screen.isEmpty() || isInForm(hit->screen))
        return;
    const std::optional<QString> screen = screenText(hit->screen);
    hit->screen = screen.value_or(QString());
    remark(hit, kScreen, screen ? kRounded : Remarks::kNoScreen);
}

/// "en" and "en-US" need no second look.
bool isPlainLanguage(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return (text.size() == 2
            || (text.size() == 5 && text[2] == u'-' && isLetter(text[3]) && isLetter(text[4])))
        && isLetter(text[0]) && isLetter(text[1]);
}

/// The first of "en-US,en;q=0.9", as in the header of that name.
void fitLanguage(RawHit *hit)
{
    if (hit->language.isEmpty() || isPlainLanguage(hit->language))
        return;
    fit(hit, &RawHit::language, hit->language.size(), kLanguage, kNoNul);
    const auto isEnd = [](QChar c) { return c == u',' || c == u';'; };
    const auto end = std::ranges::find_if(hit->language, isEnd);
    if (end != hit->language.cend()) {
        hit->language = hit->language.first(end - hit->language.cbegin()).trimmed();
        remark(hit, kLanguage, Remarks::kFirstOfList);
    }
    const QString name = hit->language.size() > kMaxLanguageChars ? QString()
                                                                  : canonicalLanguage(hit->language);
    if (name.isEmpty())
        remark(hit, kLanguage, kNoLanguage);
    else if (name.size() != hit->language.trimmed().size())
        remark(hit, kLanguage, kPartOfTag);
    hit->language = name;
}

/// The page's URL as a browser reads it. A host without a scheme has that of the page, and sites have https.
QString browsedPage(const QString &sent)
{
    const QString url = browsedUrl(sent);
    if (!url.startsWith(QLatin1StringView("//")))
        return url;
    const QString absolute = QStringLiteral("https:") + url;
    return urlHost(absolute).isEmpty() ? url : absolute;
}

/// A pageview of no page is refused; it is the pipeline that says so.
void fitPage(RawHit *hit)
{
    if (hit->kind == HitKind::Pageview || !namesNoPage(hit->url))
        return;
    hit->url.clear();
    remark(hit, kUrl, kNoPage);
}

/// It stays until it was classified as unknown, and is not stored.
void fitReferrer(RawHit *hit)
{
    QString &referrer = hit->referrer;
    if (namesNoPage(referrer))
        referrer = QStringLiteral("about:blank"); // of "javascript://e.com/" a host would be read
    if (!referrer.isEmpty() && !hasPlainHost(referrer) && !isAskableHost(urlHost(referrer)))
        remark(hit, kReferrer, kNoReferrer);
}

void fitIdentity(RawHit *hit)
{
    // A quarter of the limit in UTF-16 units cannot exceed it in UTF-8, and saves the conversion.
    if (hit->identity.size() > kMaxIdentityBytes / 4 && hit->identity.toUtf8().size() > kMaxIdentityBytes) {
        hit->identity.clear(); // cut, it would identify another visitor
        remark(hit, kIdentity, kLongIdentity);
    }
}

void fitId(RawHit *hit)
{
    const auto isPrintable = [](QChar c) { return c >= u' ' && c <= u'~'; };
    if (hit->id.size() <= kMaxHitIdChars && std::ranges::all_of(hit->id, isPrintable))
        return;
    hit->id.clear();
    remark(hit, kId, Remarks::kBadId);
}

} // namespace

void remark(RawHit *hit, QLatin1StringView field, QLatin1StringView what)
{
    hit->remarks.append({field, what});
}

void remarkOnProps(RawHit *hit, QLatin1StringView field, const PropsBuilder &props)
{
    if (props.overflowed())
        remark(hit, field, Remarks::kTooManyProps);
    if (props.hasNested())
        remark(hit, field, Remarks::kNestedProps);
}

void remarkOnEmptyId(RawHit *hit)
{
    if (hit->id.isEmpty())
        remark(hit, kId, Remarks::kBadId);
}

void completeFields(RawHit *hit, qsizetype maxUrlChars)
{
    hit->url = browsedPage(hit->url);
    fitPage(hit);
    hit->referrer = browsedUrl(hit->referrer);
    fitUrl(hit, &RawHit::url, maxUrlChars, kUrl, maxUrlChars == kMaxUrlChars ? kCutUrl : kCutForeignUrl);
    fitUrl(hit, &RawHit::referrer, kMaxUrlChars, kReferrer, kCutUrl);
    fitReferrer(hit);
    fit(hit, &RawHit::title, kMaxTitleChars, kTitle, kCutTitle);
    fit(hit, &RawHit::event, kMaxNameChars, kName, Remarks::kCutName);
    fitScreen(hit);
    fitLanguage(hit);
    fitIdentity(hit);
    fitId(hit);
}

std::optional<QString> screenText(QStringView screen)
{
    const auto isSeparator = [](QChar c) { return c == u'x' || c == u'X' || c == u'*' || c == QChar(0xd7); };
    const auto x = std::ranges::find_if(screen, isSeparator);
    if (x == screen.end())
        return {};
    const qsizetype at = x - screen.begin();
    const std::optional<double> width = numberOf(screen.first(at));
    const std::optional<double> height = numberOf(screen.sliced(at + 1));
    const auto isEdge = [](const std::optional<double> &edge) {
        return edge && *edge >= 0 && *edge <= kMaxScreenEdge;
    };
    if (!isEdge(width) || !isEdge(height))
        return {};
    return QString::number(qRound(*width)) % u'x' % QString::number(qRound(*height));
}

std::optional<double> numberOf(QStringView text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number))
        return {};
    return number + 0.0; // of -0, too
}

QString cutUrl(const QString &url, qsizetype maxChars)
{
    if (url.size() <= maxChars)
        return url;
    QString kept = cutText(url, maxChars);
    if (const qsizetype fragment = kept.indexOf(u'#'); fragment >= 0)
        return kept.first(fragment);
    if (const qsizetype query = kept.indexOf(u'?'); query >= 0) {
        const bool isWhole = url.at(kept.size()) == u'&' || url.at(kept.size()) == u'#';
        return isWhole ? kept : kept.first(std::max(query, kept.lastIndexOf(u'&')));
    }
    const qsizetype escape = kept.lastIndexOf(u'%');
    return escape > kept.size() - kEscapeChars && escape >= 0 ? kept.first(escape) : kept;
}
