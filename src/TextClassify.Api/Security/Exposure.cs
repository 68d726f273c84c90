using System.Net;

namespace TextClassify.Api.Security;

/// <summary>Keeps a service that asks nobody for a key on the machine it runs on.</summary>
internal sealed record Exposure(bool LoopbackOnly, IReadOnlyList<string> Narrowed)
{
    public const string Advice = "set Security:Keys (the command hash-key makes one), or Security:AllowAnonymous behind a gateway that "
        + "asks for keys";

    /// <summary>
    /// Rewrites every address that means all interfaces to loopback when no keys are set. An address of one other interface was meant, so
    /// it is refused.
    /// </summary>
    /// <exception cref="OptionsValidationException">An address of another interface is asked for and no keys are set.</exception>
    public static Exposure Limit(ConfigurationManager configuration)
    {
        var security = configuration.GetSection(SecurityOptions.SectionName).Get<SecurityOptions>() ?? new SecurityOptions();
        if (security.AsksForCallers || security.AllowAnonymous)
        {
            return new Exposure(false, []);
        }

        var changes = new Dictionary<string, string?>();
        var narrowed = new List<string>();
        string urls = configuration["urls"] ?? "";
        if (urls.Length == 0)
        {
            urls = string.Join(';', Ports(configuration["http_ports"], "http").Concat(Ports(configuration["https_ports"], "https")));
            changes["http_ports"] = changes["https_ports"] = "";
        }

        changes["urls"] = Narrow(urls, narrowed);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
            {
                changes[$"{endpoint.Path}:Url"] = Narrow(url, narrowed);
            }
        }

        if (narrowed.Count > 0)
        {
            configuration.AddInMemoryCollection(changes);
        }

        return new Exposure(true, narrowed);
    }

    public string? Sentence => !LoopbackOnly ? null
        : Narrowed.Count == 0 ? $"No keys are set, so the service listens on loopback only; to open it, {Advice}."
        : $"No keys are set, so the service listens on loopback only, not on {string.Join(", ", Narrowed)}; to open it, {Advice}.";

    private static IEnumerable<string> Ports(string? ports, string scheme) =>
        (ports ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"{scheme}://*:{port}");

    private static string Narrow(string urls, List<string> narrowed) =>
        string.Join(
            ';',
            urls.Split(
                ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => NarrowOne(url, narrowed)));

    private static string NarrowOne(string url, List<string> narrowed)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            // The server says what is wrong with it.
            return url;
        }

        bool isAddress = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip);
        if (address.IsUnixPipe
            || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (isAddress && IPAddress.IsLoopback(ip!)))
        {
            return url;
        }

        if (isAddress && !ip!.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any))
        {
            throw new OptionsValidationException(
                "", typeof(SecurityOptions), [$"{url} can be reached from other machines and no keys are set; {Advice}."]);
        }

        narrowed.Add(url);

        // A port that the system chooses can't be had for both loopback addresses at once.
        return $"{address.Scheme}://{(address.Port == 0 ? "127.0.0.1" : "localhost")}:{address.Port}";
    }
}
