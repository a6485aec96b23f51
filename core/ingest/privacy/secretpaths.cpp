// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/secretpaths.h"

#include "core/ingest/privacy/secretnames.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace {

/// What is done with what follows, a row for each language.
constexpr auto kLeading = std::to_array<std::string_view>(
    {"verification", "unsubscribe", "invitation", "confirmation", "activation", "password", "activate",
     "recovery", "confirm", "session", "recover", "invite", "verify", "secret", "unlock", "reset", "token",
     "magic", "optout", "apikey",
     // German
     "zurücksetzen", "zuruecksetzen", "wiederherstellen", "wiederherstellung", "bestätigen", "bestaetigen",
     "bestätigung", "bestaetigung", "verifizieren", "verifizierung", "einladung", "einladungen", "einladen",
     "aktivieren", "aktivierung", "freischalten", "freischaltung", "entsperren", "abbestellen", "abmelden",
     "passwort", "passwörter", "kennwort", "zugangscode", "freigabe",
     // French
     "réinitialiser", "réinitialisation", "vérifier", "vérification", "confirmer", "inviter", "activer",
     "désabonner", "désabonnement", "désinscription", "désinscrire", "récupérer", "récupération", "débloquer",
     "motdepasse", "motsdepasse", "jeton",
     // Spanish
     "restablecer", "restablecimiento", "restaurar", "verificar", "verificación", "confirmar", "confirmación",
     "invitar", "invitación", "invitaciones", "activar", "activación", "recuperar", "recuperación",
     "desbloquear", "desuscribir", "cancelarsuscripción", "baja", "contraseña", "clave",
     // Portuguese
     "redefinir", "redefinição", "verificação", "confirmação", "convite", "convidar", "ativar", "ativação",
     "recuperação", "descadastrar", "cancelarinscrição", "senha",
     // Italian
     "reimposta", "reimpostare", "reimpostazione", "ripristina", "ripristinare", "ripristino", "verifica",
     "verificare", "conferma", "confermare", "invito", "inviti", "invita", "attiva", "attivare",
     "attivazione", "recupera", "recuperare", "recupero", "sblocca", "disiscriviti", "disiscrizione",
     // Russian
     "сброс", "сбросить", "восстановление", "восстановить", "подтверждение", "подтвердить", "подтверди",
     "верификация", "проверка", "приглашение", "приглашения", "пригласить", "активация", "активировать",
     "разблокировать", "отписка", "отписаться", "пароль", "пароля", "пароли", "sbros", "vosstanovlenie",
     "podtverzhdenie", "priglashenie", "aktivaciya", "otpiska", "parol", "parolya",
     // Polish
     "resetuj", "zresetuj", "resetowanie", "potwierdź", "potwierdzenie", "zweryfikuj", "weryfikuj",
     "weryfikacja", "zaproszenie", "zaproszenia", "zaproś", "aktywuj", "aktywacja", "odzyskaj",
     "odzyskiwanie", "odblokuj", "wypisz", "hasło", "haslo", "hasła", "hasla",
     // Dutch
     "herstel", "herstellen", "verifieer", "verifiëren", "verificatie", "bevestig", "bevestigen",
     "bevestiging", "uitnodiging", "uitnodigingen", "uitnodigen", "activeer", "activeren", "activatie",
     "ontgrendel", "afmelden", "uitschrijven", "wachtwoord", "wachtwoorden",
     // Turkish
     "sıfırla", "sifirla", "sıfırlama", "sifirlama", "doğrula", "doğrulama", "onayla", "onay", "davet",
     "davetiye", "etkinleştir", "aktifleştir", "aktivasyon", "kurtarma", "şifre", "şifremi", "parola",
     "parolamı", "parolami",
     // Japanese, Chinese, Korean
     "リセット", "再設定", "初期化", "確認", "認証", "検証", "招待", "有効化", "復旧", "回復", "解除",
     "配信停止", "パスワード", "トークン", "重置", "重設", "重设", "找回", "验证", "驗證", "确认", "邀请",
     "邀請", "激活", "启用", "啟用", "退订", "退訂", "取消订阅", "密码", "密碼", "令牌", "재설정", "초기화",
     "확인", "인증", "초대", "활성화", "비밀번호"});

/// What else may stand beside.
constexpr auto kAccompanying = std::to_array<std::string_view>(
    {"account", "forgot", "change", "create", "access", "accept", "email", "login", "link", "user", "auth",
     "mail", "lost", "new", "set", "my",
     // German
     "konto", "neues", "neu", "vergessen", "ändern", "aendern", "benutzer", "adresse", "anmeldung",
     "registrierung", "setzen", "annehmen", "mein",
     // French, Spanish, Portuguese, Italian
     "compte", "oublié", "nouveau", "changer", "courriel", "lien", "connexion", "utilisateur", "mon", "ma",
     "le", "la", "votre", "vos", "de", "du", "cuenta", "correo", "electrónico", "olvidé", "olvidada", "nueva",
     "cambiar", "enlace", "usuario", "acceso", "mi", "tu", "su", "conta", "esqueci", "nova", "alterar",
     "minha", "usuário", "do", "da", "di", "del", "il", "dimenticata", "nuova", "cambia", "utente", "mio",
     // Russian, Polish
     "аккаунта", "аккаунт", "почты", "почта", "новый", "забыл", "забыли", "ссылка", "вход", "konta",
     "zapomniane", "zapomniałem", "nowe", "zmień", "zmiana", "adres", "użytkownik", "twoje",
     // Dutch, Turkish
     "vergeten", "nieuw", "wijzig", "wijzigen", "gebruiker", "mijn", "hesap", "hesabı", "hesabi", "eposta",
     "unuttum", "yeni", "değiştir", "bağlantı", "kullanıcı",
     // Japanese, Chinese, Korean
     "アカウント", "メールアドレス", "メール", "忘れ", "新規", "ユーザー", "登録", "リンク", "ログイン", "の",
     "を", "账号", "账户", "帳號", "邮箱", "郵箱", "邮件", "用户", "新", "修改", "忘记", "链接", "登录",
     "계정", "이메일", "새"});

struct Word
{
    std::string text; ///< as foldedName() writes it
    bool leads = false;
};

/// The longest first: of "verifica" and "verificar" the second one is meant.
const std::vector<Word> &words()
{
    static const std::vector<Word> known = [] {
        std::vector<Word> all;
        all.reserve(kLeading.size() + kAccompanying.size());
        for (const std::string_view word : kLeading)
            all.push_back({foldedName(word), true});
        for (const std::string_view word : kAccompanying)
            all.push_back({foldedName(word), false});
        std::ranges::stable_sort(all, std::ranges::greater(),
                                 [](const Word &word) { return word.text.size(); });
        return all;
    }();
    return known;
}

} // namespace

bool leadsToSecrets(std::string_view name)
{
    const std::size_t whole = name.size();
    bool leads = false;
    while (!name.empty()) {
        const auto word =
            std::ranges::find_if(words(), [name](const Word &known) { return name.starts_with(known.text); });
        const bool isPlural = word == words().end() && name.size() < whole && name.starts_with('s');
        if (word == words().end() && !isPlural)
            return false;
        leads = leads || (!isPlural && word->leads);
        name.remove_prefix(isPlural ? 1 : word->text.size());
    }
    return leads;
}
