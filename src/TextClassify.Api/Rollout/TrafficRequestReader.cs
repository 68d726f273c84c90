using TextClassify.Api.Http;
using TextClassify.Api.Models;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Rollout;

internal static class TrafficRequestReader
{
    public static TrafficRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        var request = new TrafficRequest();
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("canary"u8, 0, ref seen))
            {
                request = request with { Canary = json.IsNull ? null : Canary(ref json) };
            }
            else if (json.Named("shadow"u8, 1, ref seen))
            {
                request = request with { Shadow = json.IsNull ? null : Shadow(ref json) };
            }
            else
            {
                json.RefuseProperty("", "canary and shadow");
            }
        }

        return json.Failed ? null : request;
    }

    private static CanaryShare? Canary(ref JsonCursor json)
    {
        string? version = null;
        double? weight = null;
        int seen = 0;
        json.EnterObject("canary");
        while (json.NextProperty())
        {
            if (json.Named("version"u8, 0, ref seen))
            {
                version = json.OptionalString("canary.version");
            }
            else if (json.Named("weight"u8, 1, ref seen))
            {
                weight = json.OptionalNumber("canary.weight", 0, 1);
            }
            else
            {
                json.RefuseProperty("canary", "version and weight");
            }
        }

        Require(ref json, version, "canary.version");
        Require(ref json, weight, "canary.weight");
        return json.Failed ? null : new CanaryShare(version!, weight!.Value);
    }

    private static ShadowVersion? Shadow(ref JsonCursor json)
    {
        string? version = null;
        int seen = 0;
        json.EnterObject("shadow");
        while (json.NextProperty())
        {
            if (json.Named("version"u8, 0, ref seen))
            {
                version = json.OptionalString("shadow.version");
            }
            else
            {
                json.RefuseProperty("shadow", "version");
            }
        }

        Require(ref json, version, "shadow.version");
        return json.Failed ? null : new ShadowVersion(version!);
    }

    private static void Require<T>(ref JsonCursor json, T? value, string where)
    {
        if (!json.Failed && value is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, where, $"Send {where}.");
        }
    }
}
