namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>No PostgreSQL of a version we support is installed.</summary>
public sealed record PostgreSqlNotInstalled()
    : Conflict($"PostgreSQL {PostgresInstallation.OldestMajor} 以上が見つかりません。管理者権限で「apt-get install postgresql」を実行してから、もう一度起動してください。");

/// <summary>Koshiki runs as root, and the account that the server must run as does not exist.</summary>
public sealed record ServerAccountMissing(string Account)
    : Conflict($"データベースを動かすための利用者「{Account}」がこの機械にありません。「apt-get install postgresql」で PostgreSQL を入れ直すか、root 以外の利用者で起動してください。");

/// <summary>The data folder cannot be made, read or written by whoever runs Koshiki.</summary>
public sealed record DataFolderNotUsable(string Folder)
    : Conflict($"データフォルダー「{Folder}」を作成または使用できません。ほかの利用者が作ったものでないか、書き込みの権限があるかを確かめるか、別のフォルダーを --data で指定してください。");

/// <summary>The server's account cannot pass one of the folders above the data.</summary>
public sealed record DataFolderNotReachable(string Folder, string Blocking, string Account)
    : Conflict($"データフォルダー「{Folder}」に、データベースを動かす利用者「{Account}」が入れません（「{Blocking}」で止まります）。「chmod o+x」で「{Blocking}」を通れるようにするか、/var/lib/koshiki などの別のフォルダーを --data で指定してください。");

/// <summary>The folder is not empty and was not made by Koshiki, or the database in it is incomplete.</summary>
public sealed record NotADataFolder(string Folder)
    : Conflict($"「{Folder}」は Koshiki のデータフォルダーではないか、壊れています。空のフォルダーか新しい名前を --data で指定するか、バックアップから復元してください。");

/// <summary>The data were made by a PostgreSQL whose version is not installed here.</summary>
public sealed record OtherServerVersion(int DataMajor, int InstalledMajor)
    : Conflict($"このデータは PostgreSQL {DataMajor} で作られていますが、この機械にあるのは PostgreSQL {InstalledMajor} です。postgresql-{DataMajor} を入れるか、元の機械で backup を取り、新しいフォルダーに restore してください。");

/// <summary>A newer release of Koshiki has already used this folder.</summary>
public sealed record DataFromNewerRelease(string DataVersion, string ThisVersion)
    : Conflict($"このデータは新しい版の Koshiki（{DataVersion}）で使われています。この版（{ThisVersion}）では開けません。同じ版以上の Koshiki で起動してください。");

/// <summary>The folder was made before the tables had their first lasting shape.</summary>
public sealed record DataFromDevelopment(string Folder, string DataVersion)
    : Conflict($"「{Folder}」のデータは開発中の版（{DataVersion}）で作られたもので、この版では開けません。体験版のデータなら、フォルダーを削除してから起動してください。残したいときは、別のフォルダーを --data で指定してください。");

/// <summary>PostgreSQL was there but did not start; its own words follow.</summary>
public sealed record ServerDidNotStart(string Folder, string Detail)
    : Conflict($"データベースを起動できませんでした。ディスクの空きと「{Folder}」の下の記録を確かめてください。PostgreSQL の応答：{Detail}");
