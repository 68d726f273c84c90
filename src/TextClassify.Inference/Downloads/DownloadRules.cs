namespace TextClassify.Inference.Downloads;

/// <summary>Where packages may come from: the service must not be made to ask addresses that only it can reach.</summary>
public sealed class DownloadRules
{
    private const int HttpsPort = 443;

    private readonly HashSet<string> _hosts;

    /// <param name="hosts">Names of hosts with commas between, each with <c>:port</c> behind it where it is not 443, or <c>:*</c> for
    /// any.</param>
    public DownloadRules(string hosts) =>
        _hosts = hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static host => HasPort(host) ? host : $"{host}:{HttpsPort}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why nothing is fetched from there; null when it may be. The sentence names the host and nothing else of the address, which
    /// may hold a signature.</summary>
    public string? Check(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("https" or "http") ? "A package's address begins with https://."
        : address.UserInfo.Length > 0 ? "A package's address holds no user name or password."
        : address.Scheme == "http" && !address.IsLoopback ? $"Packages are fetched from {address.Host} over https only."
        : !_hosts.Contains($"{address.Host}:{address.Port}")
            && !_hosts.Contains(
                $"{address.Host}:*") ? $"Packages are not fetched from {Name(address)}; Models:DownloadHosts names the hosts they are."
        : null;

    private static string Name(Uri address) => address.Port == HttpsPort ? address.Host : $"{address.Host}:{address.Port}";

    /// <summary>A colon within brackets is an address's of version 6.</summary>
    private static bool HasPort(ReadOnlySpan<char> host) => host.LastIndexOf(':') > host.LastIndexOf(']');
}
