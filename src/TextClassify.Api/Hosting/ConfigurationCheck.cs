using Microsoft.Extensions.Options;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;

namespace TextClassify.Api.Hosting;

/// <summary>Checks every section before anything starts, and tells all that is wrong at once.</summary>
internal static class ConfigurationCheck
{
    /// <exception cref="OptionsValidationException">With one failure a sentence.</exception>
    public static void Run(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        string[] failures =
        [
            .. Failures<ApiOptions>(services, configuration, ApiOptions.SectionName),
            .. Failures<LimitsOptions>(services, configuration, LimitsOptions.SectionName),
            .. Failures<ModelsOptions>(services, configuration, ModelsOptions.SectionName),
            .. Failures<InferenceOptions>(services, configuration, InferenceOptions.SectionName),
        ];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException("", typeof(LimitsOptions), failures);
        }
    }

    private static IEnumerable<string> Failures<T>(IServiceProvider services, IConfiguration configuration, string section)
        where T : class
    {
        string[] known = [.. typeof(T).GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name)];
        foreach (var setting in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{section}:{setting.Key} is not a setting; there are {string.Join(", ", known)}.";
            }
        }

        foreach (string failure in Invalid<T>(services))
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> Invalid<T>(IServiceProvider services)
        where T : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (InvalidOperationException exception)
        {
            // The binder could not read a value as the setting's type; its message names the key.
            return [exception.Message];
        }
    }
}
