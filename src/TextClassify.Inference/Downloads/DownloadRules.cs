namespace TextClassify.Inference.Downloads;

/// <summary>Where packages may come from: the service must not be made to ask addresses that only it can reach.</summary>
public sealed class DownloadRules
{
    private readonly HashSet<string> _hosts;

    /// <param name="hosts">Names of hosts, with commas between.</param>
    public DownloadRules(string hosts) =>
        _hosts = hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why nothing is fetched from there; null when it may be. The sentence names the host and nothing else of the address, which may hold a signature.</summary>
    public string? Check(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("https" or "http") ? "A package's address begins with https://."
        : address.UserInfo.Length > 0 ? "A package's address holds no user name or password."
        : !_hosts.Contains(address.Host) ? $"Packages are not fetched from {address.Host}; Models:DownloadHosts names the hosts they are."
        : address.Scheme == "http" && !address.IsLoopback ? $"Packages are fetched from {address.Host} over https only."
        : null;
}
