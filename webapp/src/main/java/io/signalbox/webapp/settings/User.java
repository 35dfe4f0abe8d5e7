package io.signalbox.webapp.settings;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.Set;

/**
 * Somebody who may log in, from the configuration or from the database.
 *
 * @param name to log in with; what runs and acts are signed with
 * @param password hash, {@code {bcrypt}$2…}; null for a user who only has tokens
 * @param roles what the user may do
 * @param tokens SHA-256 of each bearer token, in hexadecimal
 */
public record User(
        @NotBlank String name,

        @Pattern(
                regexp = "\\{bcrypt\\}\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}",
                message = "must be {bcrypt} and a bcrypt hash")
        @Nullable
        String password,

        @NotEmpty Set<Role> roles,

        @DefaultValue
        List<@Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in hexadecimal") String> tokens) {

    public User {
        roles = Set.copyOf(roles);
        tokens = List.copyOf(tokens);
    }

    @Override
    public String toString() {
        return "User[" + name + " " + roles + "]";
    }
}
