using NATS.Client.Core;

namespace TextClassify.Nodes;

/// <summary>How a broker is reached.</summary>
public sealed record NatsSettings
{
    /// <summary>Such as <c>nats://localhost:4222</c> or, encrypted, <c>tls://broker:4222</c>; several stand with commas between.</summary>
    public required string Url { get; init; }

    /// <summary>Who connects; empty where the broker asks nobody.</summary>
    public string User { get; init; } = "";

    /// <summary>Has the password on its first line; empty for none.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>The authority that the broker's certificate is of, PEM; empty for those of the system.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>Where replies to this process go; the broker can give each user its own.</summary>
    public string Inbox { get; init; } = "_INBOX";

    /// <summary>What is wrong with them, a sentence each that begins with a setting's name.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (string url in Url.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
                || address.Scheme is not ("nats" or "tls")
                || address.Host.Length == 0)
            {
                yield return $"{nameof(Url)} has '{url}', which is no address such as nats://localhost:4222 or tls://broker:4222.";
            }
            else if (address.UserInfo.Length > 0)
            {
                yield return $"{nameof(Url)} has a user or a password in it; name them by {nameof(User)} and {nameof(PasswordFile)}.";
            }
        }

        if (User.Length > 0 != PasswordFile.Length > 0)
        {
            yield return $"{nameof(User)} and {nameof(PasswordFile)} stand together or not at all.";
        }

        if (PasswordFile.Length > 0 && !File.Exists(PasswordFile))
        {
            yield return $"{nameof(PasswordFile)} is '{PasswordFile}', which is not a file.";
        }

        if (CaFile.Length > 0 && !File.Exists(CaFile))
        {
            yield return $"{nameof(CaFile)} is '{CaFile}', which is not a file.";
        }
    }

    /// <summary>For a connection that comes back by itself as long as its process lives.</summary>
    /// <param name="name">What the broker's own pages call the connection.</param>
    internal NatsOpts ToOptions(string name) => NatsOpts.Default with
    {
        Url = Url,
        Name = name,
        InboxPrefix = Inbox,
        RequestReplyMode = NatsRequestReplyMode.Direct,
        RetryOnInitialConnect = true,
        IgnoreAuthErrorAbort = true,
        MaxReconnectRetry = -1,
        ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
        ReconnectWaitMax = TimeSpan.FromMilliseconds(500),
        ReconnectJitter = TimeSpan.FromMilliseconds(50),
        AuthOpts = User.Length == 0
            ? NatsAuthOpts.Default
            : NatsAuthOpts.Default with { Username = User, Password = File.ReadLines(PasswordFile).FirstOrDefault() ?? "" },
        TlsOpts = NatsTlsOpts.Default with
        {
            CaFile = CaFile.Length == 0 ? null : CaFile,
            Mode = Url.Contains("tls://", StringComparison.Ordinal) ? TlsMode.Require : TlsMode.Auto,
        },
    };
}
