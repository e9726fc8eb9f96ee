using System.Globalization;

namespace Koshiki.Edge.Delivery;

/// <summary>Sentences about deliveries that no platform has said. Each says what happened and what comes next.</summary>
internal static class DeliveryReasons
{
    public const string SealBroken = "届いた内容が承認された内容と一致しません（照合番号が違います）。送信していません。投稿を作り直し、管理者に連絡してください。";
    public const string NotInTheSeal = "承認された内容にこのアカウントは含まれていません。送信していません。投稿の媒体を確認してください。";
    public const string TestGoesToNamedStaff = "試験送信は、指名した職員あてのLINEで、本文が【試験】で始まるものに限られます。送信していません。";
    public const string DrillStaysInside = "訓練の配信は、訓練用の接続先でしか送信できません。送信していません。管理者が接続先の設定を確認してください。";
    public const string NotConnected = "このアカウントは接続されていません。管理者がアカウントを接続し、そのあと「送信する」を選んでください。";
    public const string NoConnector = "この媒体への自動送信にはまだ対応していません。担当者が媒体の画面から投稿し、「送信済みにする」を選んでください。";
    public const string MediaMissing = "承認された画像が配信側に届いていません。管理者に連絡し、そのあと「送信する」を選んでください。";
    public const string AfterRestore = "復元・停止後の確認待ちです。データベースが復元されたか別の場所へ移されました。媒体の画面で送信済みかどうかを確かめてから、再開するか取り下げてください。";
    public const string AfterLongStop = "復元・停止後の確認待ちです。配信の処理が5分以上止まっていました。いま送信してよい内容かを確かめてから、再開するか取り下げてください。";
    public const string OldOrder = "復元より前に出された指示のため実行していません。媒体の画面で確かめてから、もう一度指示してください。";
    public const string HeldByAPerson = "担当者が保留しました。再開するか取り下げてください。";
    public const string WithdrawnByAPerson = "担当者が取り下げました。";
    public const string GivenUpByAPerson = "担当者が送信しないと決めました。";
    public const string WindowClosed = "送信してよい時間を過ぎたため、送信していません。送信するには、日時を変えて承認を受け直すか「送信する」を選んでください。";
    public const string WindowClosedInDoubt = "送信できたか分からないまま、送信してよい時間を過ぎました。媒体の画面で確かめて、「送信済みにする」か「送信しない」を選んでください。";
    public const string WindowClosedHalfway = "一部の相手に送信したところで、送信してよい時間を過ぎました。残りを送信するかどうかを選んでください。";
    public const string WithdrawnInDoubt = "取り下げましたが、送信済みかもしれません。媒体の画面で確かめて、「送信済みにする」か「送信しない」を選んでください。";
    public const string WithdrawnHalfway = "取り下げましたが、一部の相手にはすでに送信されています。残りを送信するかどうかを選んでください。";
    public const string BodyChanged = "再送しようとした内容が最初の内容と異なるため、送信していません。公開側のアドレスの設定が変わっていないか、管理者が確認してください。";
    public const string KeyTooOld = "送信できたか分からないまま23時間が過ぎ、二重送信を防ぐ鍵が使えなくなります。LINEの管理画面で確かめて、どうするかを選んでください。";
    public const string FoundSeveral = "同じ内容の投稿が複数見つかりました。媒体の画面で確かめて、「送信済みにする」か「送信しない」を選んでください。";
    public const string NotFoundButMaybeRunning = "投稿は見つかりませんが、送信中だったサーバーが止まったと確認できません。媒体の画面で確かめて、どうするかを選んでください。";
    public const string NotFoundTooOften = "再送しても投稿が確認できません。媒体の画面で確かめて、どうするかを選んでください。";
    public const string DuplicateElsewhere = "媒体に同じ内容の投稿がすでにあるため受け付けられませんでした。媒体の画面で確かめて、どうするかを選んでください。";
    public const string RetriesUsedUp = "自動の再試行の上限に達しました。";
    public const string FindingOut = "送信されたかどうかを媒体で確認しています。";
    public const string Resending = "投稿が媒体に無いことを確認しました。もう一度送信します。";
    public const string FloodAfterEmergency = "緊急のため送信しましたが、短い時間に多くの配信が続いています。誤りがないか確認してください。";

    public static string Flood(int posts, TimeSpan within) => string.Create(
        CultureInfo.InvariantCulture, $"このアカウントの配信が{within.TotalMinutes:0}分間に{posts}件に達したため、いったん止めました。誤りがないことを確かめて「送信する」を選んでください。");

    public static string CouldNotLook(string reason) => $"投稿があるかどうかを媒体に確認できませんでした。{reason}";
}
