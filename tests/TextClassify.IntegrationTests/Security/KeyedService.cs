using System.Net.Http.Headers;
using TextClassify.Api.Identity;
using TextClassify.Api.Security;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>The service with one key for each scope, one for all of them, one that has expired and one with a small quota.</summary>
public sealed class KeyedService : IAsyncDisposable
{
    public const string AllScopes = "key-of-all-000000000000000000000";
    public const string Expired = "key-of-expired-00000000000000000";
    public const string Small = "key-of-small-000000000000000000000";
    public const int SmallQuota = 6;

    public Service Service { get; } = new(PolarityModel.Forward(), Settings());

    public static string Of(string scope) => $"key-of-{scope}-000000000000000000000";

    public async Task<Answer> SendAsync(string method, string path, string? key, string? body = null, string header = "Authorization")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Add(header, header == "Authorization" ? $"Bearer {key}" : key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        return await Service.SendAsync(request);
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    internal static (string, string)[] Settings() =>
    [
        .. Scopes.All.SelectMany(scope => Key(scope, Of(scope), scope)),
        .. Key("all", AllScopes, string.Join(',', Scopes.All)),
        .. Key("expired", Expired, Scopes.Classify),
        ("Security:Keys:expired:ExpiresAt", "2020-01-01T00:00:00Z"),
        .. Key("small", Small, Scopes.Classify),
        ("Security:Keys:small:TokensPerMinute", $"{SmallQuota}"),
    ];

    private static (string, string)[] Key(string name, string key, string scopes) =>
        [($"Security:Keys:{name}:Hash", KeyHash.Text(key)), ($"Security:Keys:{name}:Scopes", scopes)];
}
