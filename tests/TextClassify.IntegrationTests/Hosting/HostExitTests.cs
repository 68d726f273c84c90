using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TextClassify.Api.Hosting;

namespace TextClassify.Hosting;

public sealed class HostExitTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task RunAsync_BackgroundServiceThatFails_IsNotExitZero(bool fails, int code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(services => new Ending(services.GetRequiredService<IHostApplicationLifetime>(), fails));

        Assert.Equal(code, await HostExit.RunAsync(builder.Build()));
    }

    private sealed class Ending(IHostApplicationLifetime lifetime, bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (fails)
            {
                throw new InvalidOperationException("It failed.");
            }

            lifetime.StopApplication();
        }
    }
}
