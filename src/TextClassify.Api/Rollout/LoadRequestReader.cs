using TextClassify.Api.Http;
using TextClassify.Api.Models;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Rollout;

internal static class LoadRequestReader
{
    private const int MostUrl = 8_192;

    public static LoadRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? url = null, sha256 = null;
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("url"u8, 0, ref seen))
            {
                url = json.OptionalString("url");
            }
            else if (json.Named("sha256"u8, 1, ref seen))
            {
                sha256 = json.OptionalString("sha256");
            }
            else
            {
                json.RefuseProperty("", "url and sha256");
            }
        }

        if (!json.Failed && (url is null || sha256 is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, url is null ? "url" : "sha256", "Send url and sha256, or no body for a package that lies in the models' folder.");
        }
        else if (!json.Failed && url!.Length > MostUrl)
        {
            json.Refuse(new Problem(ProblemTypes.OutOfRange, $"The address has {url.Length} characters; the limit is {MostUrl}.") { Where = "url", Limit = MostUrl });
        }

        return json.Failed ? null : new LoadRequest { Url = url!, Sha256 = sha256! };
    }
}
