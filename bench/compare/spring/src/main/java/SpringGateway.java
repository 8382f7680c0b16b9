import static org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;
import static org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RETRY_ITERATION_KEY;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Spring Cloud Gateway, with what its configuration cannot say: the upstream's name is looked up where {@code -Djdk.net.hosts.file}
 * says, and a retry goes to the second stand-in.
 *
 * <p>{@code java -jar spring.jar --spring.config.location=FILE}
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringGateway {

  public static void main(String[] args) {
    SpringApplication.run(SpringGateway.class, args);
  }

  /** Asks the JDK for addresses, whenever a connection is opened, instead of a name server. */
  @Bean
  HttpClientCustomizer names() {
    return client -> client.resolver(DefaultAddressResolverGroup.INSTANCE);
  }

  @Bean
  Backup backup(@Value("${backup-port}") int port) {
    return new Backup(port);
  }

  /** The retry filter would ask the same upstream again. A load balancer in its place would cost each request something; this, a retry alone. */
  record Backup(int port) implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
      return ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      if (exchange.getAttribute(RETRY_ITERATION_KEY) != null) {
        URI primary = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
        exchange.getAttributes().put(
            GATEWAY_REQUEST_URL_ATTR, UriComponentsBuilder.fromUri(primary).port(port).build(true).toUri());
      }
      return chain.filter(exchange);
    }
  }
}
